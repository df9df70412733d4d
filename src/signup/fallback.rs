//! The way that always works: the sign-up as a mail, a copied text or a file, holding everything that was typed.

use super::{paper, session::Session};
use crate::{
    browser::{clipboard, clock, download::download},
    button::secondary,
    element::{Element, html},
    live::Live,
    text::fill,
};
use leptos::task::spawn_local;
use saddle_signup::{
    Message,
    fallback::{Words, eml::eml_file, mailto::mailto_link, text::plain_text},
};

/// The panel. What it offers follows what stands in the form.
pub fn view(session: Session) -> Element {
    let words = session.words();
    let text = Live::new(String::new());
    // Made once: who has opened it to read along keeps it open while typing.
    let whole = html("details").child(html("summary").text(words.whole_text)).child(
        html("pre")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", words.whole_text)
            .text_with(move || text.get()),
    );
    html("div")
        .class("fallback")
        .attr("part", "fallback")
        .child(html("h5").class("label").text(words.by_mail))
        .region(move || {
            session.desk.track();
            vec![address(session)]
        })
        .region(move || {
            // An edit after a failed try must be in the mail too.
            session.answers.track();
            vec![offers(session, &session.prepare(), text, &whole)]
        })
}

/// Where the mail goes; another residence is another desk.
fn address(session: Session) -> Element {
    let (desk, words) = (session.desk(), session.words());
    let placeholder =
        desk.placeholder.then(|| html("span").class("placeholder").text(session.race.words().placeholder));
    html("p").text(&fill(words.by_mail_how, &[("mailbox", &desk.email)])).text(" ").children(placeholder)
}

/// The ways to send a message; `whole` shows its text, `shown_text`, to those who copy by hand.
fn offers(session: Session, message: &Message, shown_text: Live<String>, whole: &Element) -> Element {
    let words = session.words();
    let mailbox = session.desk().email;
    let around = mail_words(session);
    let link = mailto_link(message, &mailbox, &around);
    let text = plain_text(message, &around);
    let eml = eml_file(message, &mailbox, &around, (clock::browser_now_ms() / 1000.0) as u64);
    let file_name = |ending: &str| [&message.event_id, "-", &message.key.reference(), ending].concat();
    let (eml_name, text_name) = (file_name(".eml"), file_name(".txt"));

    let copied = Live::new(None::<bool>);
    shown_text.set(text.clone());
    let (to_copy, by_hand) = (text.clone(), whole.clone());
    let copy = move || {
        let (text, by_hand) = (to_copy.clone(), by_hand.clone());
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            if !done {
                by_hand.attr("open", "");
            }
            copied.set(Some(done));
        });
    };
    let copied_words = move || match copied.get() {
        Some(true) => words.copied.to_owned(),
        Some(false) => words.copy_failed.to_owned(),
        None => String::new(),
    };
    // The short mail asks to paste the text: it must be on the clipboard by then.
    let copy_first = (!link.complete).then(|| copy.clone());
    let open = html("a")
        .class("primary")
        .attr("href", &link.href)
        .attr("data-complete", if link.complete { "true" } else { "false" })
        .text(if link.complete { words.open_mail } else { words.open_mail_short })
        .on("click", move |_| {
            if let Some(copy) = &copy_first {
                copy();
            }
        });
    html("div")
        .class("offers")
        .child(open)
        .child(secondary(words.copy, "copy", copy))
        .child(secondary(words.save_mail, "save-eml", move || download(&eml_name, "message/rfc822", &eml)))
        .child(secondary(words.save_text, "save-text", move || {
            download(&text_name, "text/plain;charset=utf-8", &text)
        }))
        .children(paper::button(session))
        .child(html("p").class("progress").attr("role", "status").text_with(copied_words))
        .child(whole.clone())
        .child(secondary(words.i_sent_it, "sent-it", move || session.end_by_word()))
}

/// The words around the visitor's own, in the visitor's language.
fn mail_words(session: Session) -> Words<'static> {
    let words = session.words();
    Words {
        subject: words.mail_subject,
        intro: words.mail_intro,
        paste: words.mail_paste,
        event: words.mail_event,
        reference: words.reference,
        replaces: words.mail_replaces,
        partner: words.mail_partner,
        runner: words.runner,
    }
}
