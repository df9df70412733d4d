//! The hosted form services that an event can name: what each wants, by its own documentation.

use saddle_signup::Encoding;

/// What a service wants.
#[derive(Clone, Copy)]
pub(crate) struct Preset {
    /// How the body is written: of the ways that the service takes, one without a CORS preflight.
    pub(crate) encoding: Encoding,
    /// Where it is posted, if that is the same for everyone.
    pub(crate) url: Option<&'static str>,
    /// What the address must hold, and what is said if it does not.
    pub(crate) url_holds: Option<(&'static str, &'static str)>,
    /// What an event must give besides: its key in the event file, the field that carries it, and what it is.
    pub(crate) needs: Option<(&'static str, &'static str, &'static str)>,
    /// What the honeypot is called.
    pub(crate) honeypot: Option<&'static str>,
    /// The field that makes the subject of the service's mail.
    pub(crate) subject: Option<&'static str>,
    /// The field that says where to answer that mail, where the service does not take it from `email`.
    pub(crate) reply_to: Option<&'static str>,
    /// Whether the service lets no page read its answer.
    pub(crate) hidden_answer: bool,
    /// Whether the service drops fields that it does not know without a word: there all that has no name must go to `rest`.
    pub(crate) drops_unknown: bool,
    /// What the name of each field begins with.
    pub(crate) prefix: Option<&'static str>,
}

const PLAIN: Preset = Preset {
    encoding: Encoding::Multipart,
    url: None,
    url_holds: None,
    needs: None,
    honeypot: None,
    subject: None,
    reply_to: None,
    hidden_answer: false,
    drops_unknown: false,
    prefix: None,
};

/// Takes a form's data with `Accept: application/json` and answers `{"ok": true}`, or 4xx with `{"error", "errors": [{"field",
/// "code", "message"}]}` (<https://help.formspree.io/hc/en-us/articles/360013470814>). `_gotcha`, `_subject`, `_replyto`:
/// <https://help.formspree.io/hc/en-us/articles/360062302854-Special-Fields>.
const FORMSPREE: Preset =
    Preset { honeypot: Some("_gotcha"), subject: Some("_subject"), reply_to: Some("_replyto"), ..PLAIN };

/// One address for everybody and an `access_key` that may be public; answers `{"success", "message"}`; `email` is where its mail
/// is answered (<https://docs.web3forms.com/getting-started/api-reference>). `botcheck`:
/// <https://docs.web3forms.com/getting-started/customizations/spam-protection/spam-protection>.
const WEB3FORMS: Preset = Preset {
    url: Some("https://api.web3forms.com/submit"),
    needs: Some(("accessKey", "access_key", "the access key that Web3Forms has sent you")),
    honeypot: Some("botcheck"),
    subject: Some("subject"),
    ..PLAIN
};

/// Takes a form's data of any origin, and answers JSON where that is accepted; what is wrong stands in `error`
/// (<https://docs.usebasin.com/guides/form-features/ajax>). `_gotcha`:
/// <https://docs.usebasin.com/spam-protection/advanced-filters>.
const BASIN: Preset = Preset { honeypot: Some("_gotcha"), ..PLAIN };

/// Takes urlencoded data at any path of the site whose pages hold the form, with its name as `form-name`; answers with a page,
/// and keeps only what the form on the page has a field for (<https://docs.netlify.com/forms/setup/#submit-html-forms-with-ajax>). The honeypot is what the form's `netlify-honeypot`
/// says: <https://docs.netlify.com/forms/spam-filters/#honeypot-field>; subject:
/// <https://docs.netlify.com/forms/notifications/#custom-subject-line>.
const NETLIFY: Preset = Preset {
    encoding: Encoding::Urlencoded,
    url: Some("/"),
    needs: Some(("formName", "form-name", "the name of the form that Netlify has found on your site")),
    honeypot: Some("bot-field"),
    subject: Some("subject"),
    drops_unknown: true,
    ..PLAIN
};

/// Not documented as an interface. The names `entry.1` are those of a pre-filled link
/// (<https://support.google.com/docs/answer/2839588>); the address is that of the form's own page with `formResponse` for
/// `viewform`. Fields of other names are dropped, and the answer has no CORS headers.
const GOOGLE_FORMS: Preset = Preset {
    encoding: Encoding::Urlencoded,
    url_holds: Some(("/formResponse", "the form's address with \"formResponse\" for \"viewform\"")),
    hidden_answer: true,
    drops_unknown: true,
    prefix: Some("entry."),
    ..PLAIN
};

/// Takes a form's data at `/ajax/` and an address or the alias that stands for it, and answers `{"success": "true", "message"}`
/// (<https://formsubmit.co/ajax-documentation>). `_honey`, `_subject`, `_replyto`: <https://formsubmit.co/documentation>.
const FORMSUBMIT: Preset = Preset {
    url_holds: Some(("/ajax/", "the address with \"/ajax/\" in it, which answers in JSON")),
    honeypot: Some("_honey"),
    subject: Some("_subject"),
    reply_to: Some("_replyto"),
    ..PLAIN
};

/// A webhook of a chat takes `payload` urlencoded, and has no CORS headers
/// (<https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>).
const CHAT_WEBHOOK: Preset = Preset { encoding: Encoding::Chat, hidden_answer: true, ..PLAIN };

/// Every preset by its name in the file.
pub(crate) const PRESETS: [(&str, Preset); 7] = [
    ("formspree", FORMSPREE),
    ("web3forms", WEB3FORMS),
    ("basin", BASIN),
    ("netlify", NETLIFY),
    ("google-forms", GOOGLE_FORMS),
    ("formsubmit", FORMSUBMIT),
    ("chat-webhook", CHAT_WEBHOOK),
];
