// The length of lines in metres along a sphere, as a page that has only coordinates sums it up (R. W. Sinnott 1984).
function cumulativeMetres(lines) {
  const radians = Math.PI / 180;
  const metres = [];
  let total = 0;
  for (const line of lines) {
    let before;
    for (const [longitude, latitude] of line) {
      if (before) {
        const [longitudeBefore, latitudeBefore] = before;
        const north = Math.sin(((latitude - latitudeBefore) * radians) / 2);
        const east = Math.sin(((longitude - longitudeBefore) * radians) / 2);
        const scale = Math.cos(latitude * radians) * Math.cos(latitudeBefore * radians);
        total += 2 * 6371008.8 * Math.asin(Math.sqrt(north * north + scale * east * east));
      }
      before = [longitude, latitude];
      metres.push(total);
    }
  }
  return metres;
}

// The lines of a GPX file's text, as togeojson reads them.
function linesOf(gpx) {
  const features = toGeoJSON.gpx(new DOMParser().parseFromString(gpx, "text/xml")).features;
  return features.flatMap(({ geometry }) => {
    if (geometry.type === "LineString") return [geometry.coordinates];
    return geometry.type === "MultiLineString" ? geometry.coordinates : [];
  });
}
