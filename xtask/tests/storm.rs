//! A storm: 2,000 visitors sign up at a desk that fails in every way it can, by the code that the widget sends with.
//!
//! Only the network under it is another one, and time runs a hundred times faster: a wait of one second is one of 10 ms. Which
//! request meets which fault follows from a seed; `SADDLE_STORM_SEED` sets another.
#![cfg(test)]

use anyhow::{Context, Result, bail, ensure};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER};
use hyper_util::rt::TokioIo;
use saddle_signup::encode::encode;
use saddle_signup::message::lines;
use saddle_signup::{
    Answers, Asked, Body, Draft, Encoding, FieldId, FieldName, KnownFields, Message, NoReply, Outcome, Reply,
    Section, Submission, Tries, Unknown,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{sleep, timeout};
use xtask::desk::{Arrival, Desk, Fault};
use xtask::serve::server::Server;

const VISITORS: u64 = 2_000;
const DESK: &str = "storm";
const SEED: u64 = 20_151_004;

/// How long a second lasts.
const SECOND: Duration = Duration::from_millis(10);
/// After so long a visitor's browser gives up; the widget waits for 30 s.
const TIMEOUT: Duration = Duration::from_millis(2_000);
/// The longest that an answer takes on its way, of those that come in time.
const LONGEST_LATENCY_MS: u64 = 60;
/// All visitors come within this time.
const RUSH_MS: u64 = 5_000;

/// Numbers that look random and follow from a seed: SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>).
struct Dice(u64);

impl Dice {
    /// The dice of one visitor: independent of the order in which visitors come.
    fn of(seed: u64, visitor: u64) -> Self {
        let mut dice = Self(seed ^ visitor.wrapping_mul(0xd6e8_feb8_6659_fd93));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn sixteen_bytes(&mut self) -> [u8; 16] {
        (u128::from(self.next()) << 64 | u128::from(self.next())).to_le_bytes()
    }

    /// What the next request meets: of a hundred, sixty go well.
    fn fault(&mut self) -> Fault {
        match self.below(100) {
            0..60 => Fault::None,
            60..69 => Fault::LostAnswer,
            69..76 => Fault::LostRequest,
            76..83 => Fault::TooManyRequests { retry_after_s: self.below(4) as u32 },
            83..90 => Fault::ErrorBeforeStoring,
            90..94 => Fault::ErrorAfterStoring,
            94..97 => Fault::GarbledJson,
            _ => Fault::HtmlErrorPage,
        }
    }

    /// How long an answer takes; one in fifty takes too long.
    fn latency_ms(&mut self) -> u64 {
        if self.below(50) == 0 { 2 * TIMEOUT.as_millis() as u64 } else { self.below(LONGEST_LATENCY_MS) }
    }
}

/// What is the same for all visitors of a storm.
struct Storm {
    seed: u64,
    address: SocketAddr,
    /// Whether the desk says that one key twice is one sign-up. Its visitors then try again when they are told that it may have
    /// arrived, or has not; some with other words.
    idempotent: bool,
    requests: Cell<u64>,
}

/// What a visitor was told in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It has arrived.
    Accepted,
    /// The desk is too busy: it has not arrived.
    NotNow,
    /// It may have arrived.
    Unknown,
}

/// One visitor's sign-up when all is over.
struct SignUp {
    visitor: u64,
    told: Told,
    /// The desk's reference, of what was accepted.
    reference: Option<String>,
    /// What stood in the form at the end.
    remarks: String,
}

fn name_of(visitor: u64) -> String {
    format!("김 {visitor} \"Ann\" & 李")
}

fn email_of(visitor: u64) -> String {
    format!("visitor-{visitor}@example.org")
}

/// What a visitor has typed; enough for a desk.
fn answers(visitor: u64, remarks: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set(FieldName::Name, name_of(visitor));
    answers.set(FieldName::Email, email_of(visitor));
    answers.set(FieldName::Remarks, remarks);
    answers
}

fn message(answers: &Answers, submission: &Submission) -> Message {
    let asked = [FieldName::Name, FieldName::Email, FieldName::Remarks].map(|name| Asked {
        field: name.into(),
        required: true,
        kind: name.kind(),
        section: Section::of(name),
    });
    Message {
        event_id: "storm".into(),
        event_name: "Storm".into(),
        desk_id: DESK.into(),
        key: submission.key(),
        replaces: submission.replaces().to_vec(),
        partner: None,
        language: "ko".into(),
        seconds_spent: 60,
        trap: String::new(),
        lines: lines(answers, &asked, &[], &|field: FieldId| field.key(&[]), &|_, typed| typed.to_owned()),
    }
}

/// A visitor signs up, and tries again if that is what this storm's visitors do.
async fn sign_up(storm: Rc<Storm>, visitor: u64) -> Result<SignUp> {
    let mut dice = Dice::of(storm.seed, visitor);
    let encoding = [Encoding::Json, Encoding::Urlencoded, Encoding::Multipart][(visitor % 3) as usize];
    let mut submission = Submission::new(dice.sixteen_bytes());
    let mut remarks = "first\nwords".to_owned();
    let mut sendings_left = if storm.idempotent { 1 + dice.below(4) } else { 1 };
    sleep(Duration::from_millis(dice.below(RUSH_MS))).await;
    let outcome = loop {
        let answers = answers(visitor, &remarks);
        submission.prepare(&answers, dice.sixteen_bytes());
        let tries = Tries::new(storm.idempotent, submission.may_have_arrived().is_some());
        // As the widget does: the draft knows before the request leaves.
        submission.record(&answers, &Outcome::Unknown { why: Unknown::Network });
        let body = encode(&message(&answers, &submission), &encoding.into());
        let rolled = RefCell::new(&mut dice);
        let post = async || {
            let fault = rolled.borrow_mut().fault();
            let latency_ms = rolled.borrow_mut().latency_ms();
            post(&storm, &body, &fault, latency_ms).await
        };
        let outcome = tries.deliver(post, async |seconds| sleep(SECOND * seconds).await).await;
        submission.record(&answers, &outcome);
        sendings_left -= 1;
        if matches!(outcome, Outcome::Accepted { .. }) || sendings_left == 0 {
            break outcome;
        }
        // Every other visitor changes something first; every third has reloaded the page.
        if dice.below(2) == 0 {
            remarks.push_str(", and more");
        }
        if dice.below(3) == 0 {
            submission = reloaded(&answers, submission)?;
        }
    };
    let (told, reference) = match outcome {
        Outcome::Accepted { reference } => (Told::Accepted, reference),
        Outcome::NotNow { .. } => (Told::NotNow, None),
        Outcome::Unknown { .. } => (Told::Unknown, None),
        Outcome::Refused { general, .. } | Outcome::Full { said: general } => bail!("refused: {general:?}"),
    };
    Ok(SignUp { visitor, told, reference, remarks })
}

/// The keys as a reload of the tab finds them.
fn reloaded(answers: &Answers, submission: Submission) -> Result<Submission> {
    let draft = Draft { event_id: "storm".into(), answers: answers.clone(), submission };
    let json = serde_json::from_str(&draft.to_json(&[]))?;
    Ok(Draft::from_value(&json, "storm", &[]).context("the draft is lost")?.submission)
}

/// Posts once, as the widget's `fetch` does: an answer in time, or none.
async fn post(storm: &Storm, body: &Body, fault: &Fault, latency_ms: u64) -> Outcome {
    storm.requests.set(storm.requests.get() + 1);
    match timeout(TIMEOUT, try_post(storm.address, body, fault, latency_ms)).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => NoReply::Network.into(),
        Err(_) => NoReply::Timeout.into(),
    }
}

async fn try_post(address: SocketAddr, body: &Body, fault: &Fault, latency_ms: u64) -> Result<Outcome> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    // It ends with the request: a browser that gives up closes the connection too.
    let mut connections = JoinSet::new();
    connections.spawn(connection);
    let request = Request::post(format!("/desk/{DESK}?fault={fault}&latency_ms={latency_ms}"))
        .header(HOST, address.to_string())
        .header(CONTENT_TYPE, &body.content_type)
        .body(Full::new(Bytes::from(body.text.clone())))?;
    let (head, content) = sender.send_request(request).await?.into_parts();
    let text = String::from_utf8(content.collect().await?.to_bytes().to_vec())?;
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let reply = Reply {
        status: head.status.as_u16(),
        content_type: header(CONTENT_TYPE),
        body: &text,
        opaque: false,
        retry_after: header(RETRY_AFTER),
        redirected: false,
    };
    Ok(Outcome::of_reply(&reply, 0, &KnownFields::default()))
}

/// Half of the time passes before the desk and half behind it: who gives up may or may not be too late.
async fn slowly(request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let latency_ms = query.rsplit_once("latency_ms=").and_then(|(_, number)| number.parse().ok());
    let half = Duration::from_millis(latency_ms.unwrap_or(0)) / 2;
    sleep(half).await;
    let response = next.run(request).await;
    sleep(half).await;
    response
}

/// Prints even if the test passes: the figures are what it is for.
fn say(lines: &str) {
    let _ = std::io::stderr().write_all(lines.as_bytes());
}

/// How a storm ended.
struct Aftermath {
    /// What the storm was.
    report: String,
    sign_ups: Vec<SignUp>,
    arrivals: Vec<Arrival>,
}

/// Lets a storm rage.
async fn rage(idempotent: bool) -> Result<Aftermath> {
    let seed = std::env::var("SADDLE_STORM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let kind = if idempotent { "an idempotent" } else { "any other" };
    let desk = Desk::in_memory()?;
    let router = desk.router().layer(from_fn(slowly));
    let server = Server::start(router, SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = server.origin().trim_start_matches("http://").parse()?;
    let storm = Rc::new(Storm { seed, address, idempotent, requests: Cell::new(0) });
    let began = Instant::now();
    let mut sign_ups = Vec::new();
    let all = async {
        let mut visitors = JoinSet::new();
        for visitor in 0..VISITORS {
            visitors.spawn_local(sign_up(Rc::clone(&storm), visitor));
        }
        while let Some(ended) = visitors.join_next().await {
            sign_ups.push(ended??);
        }
        anyhow::Ok(())
    };
    // Like a page's code, a visitor's stays on its thread; the desk has others.
    LocalSet::new().run_until(all).await?;
    server.stop().await;
    let seconds = began.elapsed().as_secs_f64();
    let report = format!(
        "storm over {kind} desk, seed {seed}: {VISITORS} visitors, {} requests, {seconds:.1} s",
        storm.requests.get()
    );
    Ok(Aftermath { report, sign_ups, arrivals: desk.arrivals()? })
}

impl Aftermath {
    /// How many sign-ups are lost, how many are there twice, and how often a stored key came again.
    fn count(&self) -> Result<(usize, usize, u32)> {
        // What was replaced counts for its replacement.
        let mut live: BTreeMap<&str, Vec<&Arrival>> = BTreeMap::new();
        for arrival in self.arrivals.iter().filter(|arrival| arrival.replaced_by.is_none()) {
            live.entry(arrival.entries.get("email").unwrap_or_default()).or_default().push(arrival);
        }
        let (mut lost, mut doubled, mut there_all_the_same) = (0, 0, 0);
        for sign_up in &self.sign_ups {
            let stored = live.remove(email_of(sign_up.visitor).as_str()).unwrap_or_default();
            doubled += usize::from(stored.len() > 1);
            let newest = stored.iter().find(|arrival| {
                let remarks = arrival.entries.get("remarks").map(|remarks| remarks.replace("\r\n", "\n"));
                remarks.as_deref() == Some(&sign_up.remarks)
            });
            match (sign_up.told, newest) {
                (Told::Accepted, None) => lost += 1,
                (Told::Accepted, Some(arrival)) => {
                    ensure!(sign_up.reference.as_ref() == Some(&arrival.reference), "another's reference");
                    ensure!(arrival.entries.get("name") == Some(name_of(sign_up.visitor).as_str()));
                }
                (Told::NotNow, Some(arrival)) => bail!("said not to have arrived: {arrival:?}"),
                (Told::Unknown, Some(_)) => there_all_the_same += 1,
                // The owner knows, and has the mail.
                (Told::NotNow | Told::Unknown, None) => {}
            }
        }
        ensure!(live.is_empty(), "sign-ups of nobody: {:?}", live.keys());
        let repeats = self.arrivals.iter().map(|arrival| arrival.repeats).sum();
        let told = |told| self.sign_ups.iter().filter(|sign_up| sign_up.told == told).count();
        let replaced = self.arrivals.iter().filter(|arrival| arrival.replaced_by.is_some()).count();
        say(&format!(
            "{}\n  told: {} accepted, {} not now, {} may have arrived ({there_all_the_same} of them had)\n  \
             stored: {}, {replaced} of them replaced by a later version; a stored key came again: {repeats} times\n  \
             lost: {lost}, doubled: {doubled}\n",
            self.report,
            told(Told::Accepted),
            told(Told::NotNow),
            told(Told::Unknown),
            self.arrivals.len(),
        ));
        Ok((lost, doubled, repeats))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idempotent_desk_has_each_sign_up_once() -> Result<()> {
    let (lost, doubled, repeats) = rage(true).await?.count()?;
    assert_eq!((lost, doubled), (0, 0));
    // It was a storm.
    assert!(repeats > 100, "only {repeats} repeats");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_other_desk_is_sent_nothing_twice() -> Result<()> {
    let aftermath = rage(false).await?;
    assert_eq!(aftermath.count()?, (0, 0, 0));
    let unknown = aftermath.sign_ups.iter().filter(|sign_up| sign_up.told == Told::Unknown).count();
    assert!(unknown > 100, "only {unknown} unknown outcomes");
    Ok(())
}
