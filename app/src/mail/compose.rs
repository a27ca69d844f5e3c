//! A letter as it goes over the wire: text and simple HTML, with the header lines that mail servers
//! and programs look for.

use chrono::{DateTime, Utc};
use html_escape::encode_quoted_attribute;
pub use lettre::error::Error as Unwritable;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{Content, LetterId, Recipient, Setup, texts::frame::Frame};
use crate::{lang::Lang, writing::one_line};

/// What stands around what a letter says.
pub struct Envelope<'a> {
    pub id: LetterId,
    pub to: &'a Recipient,
    /// When it was written; every copy of a letter has the same date.
    pub written_at: DateTime<Utc>,
    pub organisation: &'a str,
    /// The address that people use; paths are joined to it.
    pub public_url: &'a str,
    /// Where reminders end, for a letter that one can do without.
    pub unsubscribe: Option<String>,
}

/// The whole message. The same letter has the same Message-ID whenever it is composed, so a mailbox
/// can tell a second copy from a second letter.
///
/// Names and subject are cut down to one line first: the library panics at a name with a line break.
///
/// # Errors
/// When the address of the sender or the recipient is none.
pub fn compose(
    setup: &Setup,
    envelope: &Envelope<'_>,
    content: &Content,
) -> Result<Message, Unwritable> {
    let sender = address(&setup.sender, Unwritable::MissingFrom)?;
    let from = Mailbox::new(Some(one_line(envelope.organisation)), sender);
    let recipient = address(&envelope.to.email, Unwritable::MissingTo)?;
    let to = Mailbox::new(Some(one_line(&envelope.to.name)), recipient);
    let domain = from.email.domain().to_owned();
    let mut message = Message::builder()
        .from(from)
        .to(to)
        .subject(one_line(&content.subject))
        .date(envelope.written_at.into())
        .message_id(Some(format!("<{}@{domain}>", envelope.id)))
        // So that "I'm on holiday" does not come back.
        .raw_header(line("Auto-Submitted", "auto-generated"));
    if !setup.reply_to.is_empty() {
        let reply_to = address(&setup.reply_to, Unwritable::MissingFrom)?;
        message = message.reply_to(Mailbox::new(None, reply_to));
    }
    if let Some(link) = &envelope.unsubscribe {
        message = message
            .raw_header(line("List-Unsubscribe", &format!("<{link}>")))
            .raw_header(line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let (text, html) = (text(envelope, content), html(envelope, content));
    message.multipart(MultiPart::alternative_plain_html(text, html))
}

fn address(text: &str, otherwise: Unwritable) -> Result<Address, Unwritable> {
    text.parse().map_err(|_| otherwise)
}

/// A header line of ours. Values are ASCII and have no line breaks.
fn line(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.to_owned(),
        value.to_owned(),
    )
}

fn words(lang: Lang) -> &'static Frame {
    Frame::of(lang)
}

/// The letter as text.
pub fn text(envelope: &Envelope<'_>, content: &Content) -> String {
    let t = words(envelope.to.language);
    let mut parts = vec![(t.greeting)(&envelope.to.name)];
    parts.extend(content.lines.iter().cloned());
    if !content.facts.is_empty() {
        let facts: Vec<String> =
            content.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        parts.push(facts.join("\n"));
    }
    if let Some((label, path)) = &content.link {
        parts.push(format!("{label}:\n{}{path}", envelope.public_url));
    }
    parts.push(format!("—\n{}", (t.from)(envelope.organisation)));
    if let Some(link) = &envelope.unsubscribe {
        parts.push(format!("{}\n{link}", t.unsubscribe_text));
    }
    parts.join("\n\n") + "\n"
}

/// The same as HTML: no pictures, nothing that is fetched.
pub fn html(envelope: &Envelope<'_>, content: &Content) -> String {
    let lang = envelope.to.language;
    let t = words(lang);
    let mut body =
        format!("<p>{}</p>\n", encode_quoted_attribute(&(t.greeting)(&envelope.to.name)));
    for line in &content.lines {
        body += &format!("<p>{}</p>\n", encode_quoted_attribute(line));
    }
    if !content.facts.is_empty() {
        body += "<table role=\"presentation\">\n";
        for (label, value) in &content.facts {
            let (label, value) = (encode_quoted_attribute(label), encode_quoted_attribute(value));
            body += &format!("<tr><th scope=\"row\">{label}</th><td>{value}</td></tr>\n");
        }
        body += "</table>\n";
    }
    if let Some((label, path)) = &content.link {
        let address = format!("{}{path}", envelope.public_url);
        let href = encode_quoted_attribute(&address);
        body += &format!(
            "<p><a class=\"button\" href=\"{href}\">{}</a></p>\n",
            encode_quoted_attribute(label)
        );
    }
    body += &format!(
        "<p class=\"small\">{}",
        encode_quoted_attribute(&(t.from)(envelope.organisation))
    );
    if let Some(link) = &envelope.unsubscribe {
        let label = encode_quoted_attribute(t.unsubscribe_link);
        body += &format!("<br><a href=\"{}\">{label}</a>", encode_quoted_attribute(link));
    }
    body += "</p>\n";
    let title = encode_quoted_attribute(&content.subject);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Enough to read well; programs that leave it out show plain paragraphs.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:1.5em;\
    color:#1c2b2a;background:#fff}th{text-align:start;vertical-align:top;font-weight:600;\
    padding:.2em 1em .2em 0}td{padding:.2em 0}.button{display:inline-block;padding:.6em 1.1em;\
    border-radius:10px;background:#0f5e5c;color:#fff;text-decoration:none}\
    .small{color:#556;font-size:14px;margin-top:2em}";
