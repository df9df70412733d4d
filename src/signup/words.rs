//! The words of the form: files of their own, `public/words/signup/<language>.json`, fetched with it.

use crate::text::{self, has_key, ordered_words};
use saddle_signup::FieldName;
use std::cell::RefCell;

/// What the form says about one field.
#[derive(Clone, Copy)]
pub struct FieldWords {
    /// The question; `{series}` stands for the race series, `{controller}` for who decides what is done with the data.
    pub label: &'static str,
    /// What helps to answer it; empty where nothing does.
    pub hint: &'static str,
    /// What to do when it was left empty.
    pub missing: &'static str,
}

ordered_words! {
    /// Every word of the form and of what becomes of a sign-up.
    pub struct FormWords in "/form_keys.rs";
    tag,
    /// `{date}`
    not_yet_open,
    open,
    full,
    closed,
    past,
    /// `{date}`
    closes,
    /// `{date}`
    your_time,
    waiting_list,
    on_waiting_list,
    optional,
    keep_draft,
    keep_draft_hint,
    draft_found,
    not_my_draft,
    section_race,
    section_trip,
    section_runner,
    section_emergency,
    section_guardian,
    section_rest,
    date_of_birth,
    /// `{desk}`
    goes_to,
    /// `{desk}`
    privacy_of,
    trap,
    send,
    prepare_mail,
    sending,
    solving,
    /// `{seconds}`
    sending_again,
    /// `{mailbox}`
    stuck,
    check,
    back,
    review,
    change,
    /// `{question}`
    change_of,
    no_answer,
    /// `{number}`
    runner,
    add_runner,
    /// `{runner}`
    remove_runner,
    no_country,
    /// `{count}`
    countries_found,
    problems,
    /// `{runner}` `{mistake}`
    mistake_of_runner,
    /// `{question}`
    not_answered,
    /// `{question}`
    not_ticked,
    not_a_choice,
    not_an_email,
    not_a_phone,
    not_a_date,
    not_a_day,
    in_the_future,
    /// `{age}`
    too_young,
    not_a_country,
    not_a_number,
    not_a_whole_number,
    /// `{min}` `{max}`
    number_between,
    /// `{min}`
    number_at_least,
    /// `{max}`
    number_at_most,
    /// `{limit}`
    too_long,
    accepted,
    /// `{desk}` `{email}`
    accepted_next,
    what_next,
    reference,
    desk_reference,
    you_sent,
    calendar,
    print,
    another,
    refused,
    refused_next,
    no_place,
    no_place_next,
    no_place_but_waiting_list,
    join_waiting_list,
    not_now,
    not_now_next,
    unknown,
    unknown_next,
    opaque,
    opaque_next,
    by_form,
    by_form_how,
    by_form_next,
    it_arrived,
    offline,
    offline_next,
    send_when_back,
    waits_for_network,
    back_online,
    /// `{desk}`
    mailbox,
    mailbox_next,
    nothing_lost,
    try_again,
    by_mail,
    /// `{mailbox}`
    by_mail_how,
    open_mail,
    open_mail_short,
    copy,
    copied,
    copy_failed,
    save_mail,
    save_text,
    whole_text,
    paper,
    /// `{mailbox}`
    paper_how,
    i_sent_it,
    thanks,
    mail_subject,
    mail_intro,
    mail_paste,
    mail_event,
    mail_replaces,
    mail_partner,
    yes,
}

impl FormWords {
    /// What the form says about a field.
    pub fn field(&self, name: FieldName) -> FieldWords {
        let at = |part: usize| self.others.get(3 * name as usize + part).copied().unwrap_or_default();
        FieldWords { label: at(0), hint: at(1), missing: at(2) }
    }
}

const _: () = {
    let mut field = 0;
    while field < FieldName::ALL.len() {
        let (name, index) = (FieldName::ALL[field].as_str(), KEYS.len() + 3 * field);
        assert!(
            has_key(KEYS_IN_FILE, index, "field_", name)
                && has_key(KEYS_IN_FILE, index + 1, "hint_", name)
                && has_key(KEYS_IN_FILE, index + 2, "missing_", name),
            "a field needs field_, hint_ and missing_ in public/words/signup/en.json, in the order of FieldName::ALL"
        );
        field += 1;
    }
    assert!(
        KEYS_IN_FILE.len() == KEYS.len() + 3 * FieldName::ALL.len(),
        "public/words/signup/en.json has a key that nobody reads"
    );
};

thread_local! {
    /// The languages that are here, by the names of their files, for all widgets of the page.
    static HERE: RefCell<Vec<(&'static str, &'static FormWords)>> = const { RefCell::new(Vec::new()) };
}

/// Whether the words of a file are here.
pub fn are_here(file: &str) -> bool {
    HERE.with_borrow(|here| here.iter().any(|(known, _)| *known == file))
}

/// Takes the texts of a file, one a line, in its order. They are kept for the life of the page.
pub fn take(file: &'static str, texts: &'static str) {
    if !are_here(file) {
        let words = Box::leak(Box::new(FormWords::read(texts)));
        HERE.with_borrow_mut(|here| here.push((file, words)));
    }
}

/// The words for a BCP 47 tag; where they are not here, those that came first.
pub fn words(tag: &str) -> &'static FormWords {
    let file = text::file(tag);
    let found = HERE.with_borrow(|here| {
        here.iter().find(|(known, _)| *known == file).or(here.first()).map(|(_, words)| *words)
    });
    // The form is built when words are here.
    found.unwrap_or_else(|| Box::leak(Box::new(FormWords::read(""))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::agreement;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const FILES: [&str; 8] = [
        include_str!("../../public/words/signup/en.json"),
        include_str!("../../public/words/signup/zh-Hans.json"),
        include_str!("../../public/words/signup/ko.json"),
        include_str!("../../public/words/signup/ja.json"),
        include_str!("../../public/words/signup/fr.json"),
        include_str!("../../public/words/signup/de.json"),
        include_str!("../../public/words/signup/es.json"),
        include_str!("../../public/words/signup/ar.json"),
    ];

    #[wasm_bindgen_test]
    fn the_languages_agree() {
        // Where a field needs no hint there is none.
        agreement::check(&FILES, |key| key.starts_with("hint_"));
    }

    #[wasm_bindgen_test]
    fn every_word_is_in_its_place() {
        let texts: Vec<String> = KEYS_IN_FILE.iter().map(|key| agreement::text(FILES[0], key)).collect();
        let words = FormWords::read(String::leak(texts.join("\n")));
        for name in FieldName::ALL {
            let of = |part: &str| agreement::text(FILES[0], &[part, name.as_str()].concat());
            let field = words.field(name);
            assert_eq!([field.label, field.hint, field.missing], [of("field_"), of("hint_"), of("missing_")]);
        }
        assert_eq!(words.yes, agreement::text(FILES[0], "yes"));
    }
}
