import { useState } from "react";
import type {} from "saddle-race/react";

const distances = ["42k", "21k", "10k", "5k"];

export function App() {
  const [distance, setDistance] = useState("21k");
  const [reference, setReference] = useState("");
  return (
    <>
      <p>
        {distances.map((id) => (
          <button key={id} aria-pressed={id === distance} onClick={() => setDistance(id)}>
            {id}
          </button>
        ))}
      </p>
      <saddle-race
        event="/event.json"
        // Only for this demo, whose race is past: your own page takes the visitor's clock and has no `now`.
        now="2015-08-12T12:00:00+08:00"
        distance={distance}
        onsaddle-distance={(event) => setDistance(event.detail.distance)}
        onsaddle-sent={(event) => setReference(event.detail.reference)}
      >
        <a href="mailto:run@example.org">Sign up by e-mail</a>
      </saddle-race>
      {reference && <p role="status">Signed up: {reference}</p>}
    </>
  );
}
