//! Pulls elements and their text out of XML, forgiving the faults that track files have.
//!
//! Forgiven are a `<` or `&` that should have been escaped, end tags that match nothing, elements that are never
//! closed, prefixes without a namespace, attributes without quotes, and a file that breaks off.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::gathered::Gathered;
use super::{ReadError, Repair};

/// No format nests this deep; the bound keeps hostile files from costing more than time in proportion to size.
const MAX_DEPTH: usize = 100;

/// One step through the document.
pub(super) enum Token<'a, Tag> {
    /// An element begins. It is now the innermost of [`Elements::open`].
    Open(Tag, BytesStart<'a>),
    /// An element ends. Its parent is now the innermost of [`Elements::open`].
    Close(Tag),
}

/// Where and why a document cannot be read any further.
struct BreakOff {
    line: usize,
    problem: String,
}

/// A walk through the elements of a document. `Tag` is what a format calls the elements that mean something to it;
/// its default stands for all others.
pub(super) struct Elements<'a, Tag> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    tag_of: fn(&str) -> Tag,
    open: Vec<Tag>,
    /// The element that an end tag asked for, while unclosed elements inside it are closed one by one.
    closing: Option<Tag>,
    text: Cow<'a, str>,
    breaks_off: Option<BreakOff>,
    undeclared_prefix: Option<String>,
    declared_prefixes: Vec<String>,
}

impl<'a, Tag: Copy + Default + PartialEq> Elements<'a, Tag> {
    /// A walk from the beginning of a document; `tag_of` is given names without their prefix.
    pub(super) fn new(source: &'a str, tag_of: fn(&str) -> Tag) -> Self {
        Self {
            source,
            reader: forgiving_reader(source),
            tag_of,
            open: Vec::new(),
            closing: None,
            text: Cow::Borrowed(""),
            breaks_off: None,
            undeclared_prefix: None,
            declared_prefixes: Vec::new(),
        }
    }

    /// The elements around the present place, the innermost last.
    pub(super) fn open(&self) -> &[Tag] {
        &self.open
    }

    /// The text since the last tag: right after [`Token::Close`], that of an element without children.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The next tag, or `None` at the end or where the document cannot be parsed any further.
    pub(super) fn next(&mut self) -> Option<Token<'a, Tag>> {
        if let Some(wanted) = self.closing {
            return self.close_innermost(wanted);
        }
        self.text = Cow::Borrowed("");
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(element)) => return self.open_element(element),
                Ok(Event::End(end)) => {
                    let (_, name) = split_prefix(end.name().into_inner());
                    let tag = (self.tag_of)(name);
                    if self.is_closed_by(tag) {
                        return self.close_innermost(tag);
                    }
                }
                Ok(Event::Text(text)) => self.push_text(text.into_inner()),
                Ok(Event::CData(text)) => self.push_text(text.into_inner()),
                Ok(Event::GeneralRef(reference)) => push_reference(self.text.to_mut(), &reference),
                Ok(Event::Eof) => {
                    if !self.open.is_empty() {
                        self.break_off(
                            self.reader.buffer_position(),
                            "the file breaks off inside an element",
                        );
                    }
                    return None;
                }
                // A comment, a declaration, or a mistake that the parser has already stepped over.
                Ok(_) | Err(Error::IllFormed(_)) => {}
                Err(error) => {
                    self.break_off(self.reader.error_position(), error);
                    return None;
                }
            }
        }
    }

    /// Hands the walk's repairs over. Where it broke off before anything was gathered, that is an error.
    pub(super) fn finish(self, gathered: &mut Gathered) -> Result<(), ReadError> {
        if let Some(prefix) = self.undeclared_prefix {
            gathered.note(Repair::UndeclaredPrefix { prefix });
        }
        if let Some(BreakOff { line, problem }) = self.breaks_off {
            if gathered.is_empty() {
                return Err(ReadError::Xml { line, problem });
            }
            gathered.note(Repair::Truncated { line });
        }
        Ok(())
    }

    fn open_element(&mut self, element: BytesStart<'a>) -> Option<Token<'a, Tag>> {
        if self.open.len() >= MAX_DEPTH {
            let problem = format!("elements are nested more than {MAX_DEPTH} deep");
            self.break_off(self.reader.buffer_position(), problem);
            return None;
        }
        let (prefix, name) = split_prefix(element.name().into_inner());
        let tag = (self.tag_of)(name);
        if let Some(prefix) = prefix {
            self.check_prefix(prefix);
        }
        self.open.push(tag);
        Some(Token::Open(tag, element))
    }

    /// Adds to the text. The text of most elements is one piece and stays where it is in the source.
    fn push_text(&mut self, text: Cow<'a, str>) {
        if self.text.is_empty() {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
    }

    fn break_off(&mut self, byte: u64, problem: impl ToString) {
        self.breaks_off = Some(BreakOff { line: line_at(self.source, byte), problem: problem.to_string() });
    }

    /// Whether an end tag ends anything that is open. One that does not match the innermost element ends an outer one
    /// only if the format knows it, since elements of unknown name cannot be told apart.
    fn is_closed_by(&self, tag: Tag) -> bool {
        self.open.last() == Some(&tag) || (tag != Tag::default() && self.open.contains(&tag))
    }

    fn close_innermost(&mut self, wanted: Tag) -> Option<Token<'a, Tag>> {
        let closed = self.open.pop()?;
        self.closing = (closed != wanted).then_some(wanted);
        Some(Token::Close(closed))
    }

    /// Notes the first prefix that nothing up to here declares. A declaration counts wherever it stands: telling
    /// its scope would cost every file time to warn about a few.
    fn check_prefix(&mut self, prefix: &str) {
        const MOST_PREFIXES: usize = 32;
        if self.undeclared_prefix.is_some()
            || self.declared_prefixes.iter().any(|declared| declared == prefix)
            || self.declared_prefixes.len() == MOST_PREFIXES
        {
            return;
        }
        let so_far = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self.source.get(..so_far).unwrap_or(self.source);
        if before.contains(&format!("xmlns:{prefix}")) {
            self.declared_prefixes.push(prefix.to_owned());
        } else {
            self.undeclared_prefix = Some(prefix.to_owned());
        }
    }
}

/// The local name of a document's first element.
pub(super) fn root_name(source: &str) -> Result<String, ReadError> {
    let mut reader = forgiving_reader(source);
    let problem = loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => return Ok(split_prefix(element.name().into_inner()).1.to_owned()),
            Ok(Event::Eof) => break "there is no element".to_owned(),
            Ok(_) | Err(Error::IllFormed(_)) => {}
            Err(error) => {
                let line = line_at(source, reader.error_position());
                return Err(ReadError::Xml { line, problem: error.to_string() });
            }
        }
    };
    Err(ReadError::Xml { line: line_at(source, reader.buffer_position()), problem })
}

/// The attributes of an element as local name and raw value, those that cannot be parsed left out.
pub(super) fn attributes<'e>(element: &'e BytesStart<'_>) -> impl Iterator<Item = (&'e str, Cow<'e, str>)> {
    let mut attributes = element.html_attributes();
    // Checking that no name comes twice costs time for nothing.
    attributes.with_checks(false);
    attributes.flatten().map(|attribute| (split_prefix(attribute.key.into_inner()).1, attribute.value))
}

/// The prefix of a name, if it has one, and its local name. Byte by byte: names are short, and in a build for
/// size the search that the parser has for this takes a tenth of the time that a file takes.
fn split_prefix(name: &str) -> (Option<&str>, &str) {
    match name.bytes().position(|byte| byte == b':') {
        Some(colon) => (name.get(..colon), name.get(colon + 1..).unwrap_or_default()),
        None => (None, name),
    }
}

fn forgiving_reader(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

/// Appends what a reference such as `&amp;` or `&#233;` stands for; one that is not known stays as it is written.
fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    let character = match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    };
    match character {
        Some(character) => text.push(character),
        None => {
            text.push('&');
            text.push_str(reference);
            text.push(';');
        }
    }
}

/// The line, counted from 1, of a byte of the source.
fn line_at(source: &str, byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(source.len());
    1 + source.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}
