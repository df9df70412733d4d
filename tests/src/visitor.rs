//! Three runners, and what they answer: the name of each field and what stands in it.

/// Answers in the order in which they are given; the residence comes before what depends on the desk.
pub type Answers = [(&'static str, &'static str)];

/// Lives in Oslo and answers everything that adults are asked.
pub const OSLO: &Answers = &[
    ("distance", "21k"),
    ("name", "Bjørn Åse"),
    ("email", "bjorn@example.org"),
    ("phone", "+47 22 12 34 56"),
    ("nationality", "NO"),
    ("residence", "NO"),
    ("birth_day", "27"),
    ("birth_month", "3"),
    ("birth_year", "1988"),
    ("emergency_name", "Kåre Åse"),
    ("emergency_phone", "+47 (91) 23-45-67"),
    ("programme", "4-days"),
    ("departure", "beijing"),
    ("profile", "bjorn-runs"),
    ("reference", "yes"),
    ("payment", "card"),
    ("remarks", "Vegetarian.\nArriving by train: \"K27\" & a friend; 100% sure?"),
    ("consent", "yes"),
];

/// Lives in Chongqing and answers little more than what is required.
pub const CHONGQING: &Answers = &[
    ("distance", "10k"),
    ("name", "李雪梅"),
    ("email", "li.xuemei@example.org"),
    ("nationality", "CN"),
    ("residence", "CN"),
    ("birth_day", "9"),
    ("birth_month", "11"),
    ("birth_year", "1990"),
    ("payment", "bank-transfer"),
    ("remarks", "我吃素。\n第一次跑山。"),
    ("consent", "yes"),
];

/// Lives in Seoul and answers everything, in two lines where there is room.
pub const SEOUL: &Answers = &[
    ("distance", "5k"),
    ("name", "김민수"),
    ("email", "minsu.kim@example.org"),
    ("phone", "+82 10-1234-5678"),
    ("nationality", "KR"),
    ("residence", "KR"),
    ("birth_day", "1"),
    ("birth_month", "2"),
    ("birth_year", "1979"),
    ("emergency_name", "박지은"),
    ("emergency_phone", "+82 2 987 6543"),
    ("programme", "7-days"),
    ("departure", "shanghai"),
    ("profile", "달리는민수"),
    ("reference", "yes"),
    ("payment", "other"),
    ("remarks", "비고: 채식입니다.\n무릎이 좋지 않아 천천히 뜁니다 — 감사합니다!"),
    ("consent", "yes"),
];

/// The same answers with some of them changed.
pub fn with(answers: &Answers, changes: &Answers) -> Vec<(&'static str, &'static str)> {
    let changed = |name| changes.iter().find(|change| change.0 == name).map(|change| change.1);
    answers.iter().map(|(name, value)| (*name, changed(*name).unwrap_or(value))).collect()
}
