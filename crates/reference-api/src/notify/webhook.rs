//! Webhooks: one POST with the row as JSON.

use std::time::Duration;

use ureq::Agent;

use crate::store::outbox::Message;

/// Timeout for a receiver.
const TIME_OUT: Duration = Duration::from_secs(10);

/// Calls the receiver. Any 2xx is success. Redirects aren't followed, since they would turn the POST into a GET.
///
/// # Errors
/// Why the call failed, for the log.
pub fn send(message: &Message) -> Result<(), String> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(TIME_OUT)).max_redirects(0).build().into();
    let answer = agent
        .post(&message.target)
        .header("content-type", "application/json")
        .send(&message.body)
        .map_err(|error| error.to_string())?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("answered {}", answer.status())) }
}
