//! E-mails: by SMTP if a server is set, otherwise as `.eml` files in the spool.

use lettre::{FileTransport, Message as Mail, SmtpTransport, Transport, message::header::ContentType};

use crate::{
    clock::iso,
    config::{Config, Revision},
    kinds,
    operations::ids,
    simulation::outcome,
    store::{devices::Device, operations::Operation, outbox::Message},
};

const FROM: &str = "Device operations <operations@example.org>";

/// Subject and text for the end of an operation.
pub fn text(operation: &Operation, device: &Device, revision: Revision) -> (String, String) {
    let id = ids::transaction(operation.txn, revision);
    let kind = kinds::shown_name(&operation.kind, revision);
    let subject = format!("{kind} {} on {}", operation.status, device.name);
    let mut lines = vec![
        format!("Operation  {id} ({kind})"),
        format!("Device     {} ({}, {})", device.name, ids::device(device.pk, revision), device.serial),
        format!("Site       {}", device.site),
        format!("Status     {}, {} %", operation.status, operation.progress),
        format!("Scheduled  {}", iso(operation.scheduled_at)),
    ];
    lines.extend(operation.started_at.map(|at| format!("Started    {}", iso(at))));
    lines.extend(operation.completed_at.map(|at| format!("Ended      {}", iso(at))));
    let data = outcome::read(&operation.data);
    lines.extend(
        data.get("failure_reason").and_then(|r| r.as_str()).map(|reason| format!("Reason     {reason}")),
    );
    (subject, lines.join("\n"))
}

/// Sends an e-mail, or writes it to the spool.
///
/// # Errors
/// Why it couldn't be sent, for the log.
pub fn send(config: &Config, message: &Message) -> Result<(), String> {
    let mail = Mail::builder()
        .from(FROM.parse().map_err(described)?)
        .to(config.mail_to.parse().map_err(described)?)
        .subject(&message.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(described)?;
    match (&config.smtp, &config.spool) {
        (Some(server), _) => {
            let transport = SmtpTransport::from_url(server).map_err(described)?.build();
            transport.send(&mail).map(drop).map_err(described)
        }
        (None, Some(folder)) => {
            std::fs::create_dir_all(folder).map_err(described)?;
            FileTransport::new(folder).send(&mail).map(drop).map_err(described)
        }
        (None, None) => Err("neither a spool nor a server".to_owned()),
    }
}

fn described(error: impl std::fmt::Display) -> String {
    error.to_string()
}
