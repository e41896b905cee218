//! Notices of the database (LISTEN/NOTIFY), on a connection of its own: what one copy of the program commits, every copy hears at once.
//! A notice is a hint: whoever relies on it also looks by himself from time to time, for a connection can be lost.

use std::{
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

use diesel::{PgConnection, connection::SimpleConnection};
use tokio::sync::Notify;

use super::work;

/// How often the socket is looked at; this asks the database nothing.
const LOOK: Duration = Duration::from_millis(50);
/// So long is waited before a lost connection is made again.
const AGAIN: Duration = Duration::from_secs(1);

/// Somebody who listens; listening ends when it is dropped.
pub struct Heard(Arc<Notify>);

impl Heard {
    /// Waits for the next notice; one that came meanwhile counts.
    pub async fn next(&self) {
        self.0.notified().await;
    }
}

/// Listens on a channel. The name is the program's own, never a caller's.
pub fn listen(url: &str, channel: &'static str) -> Heard {
    let told = Arc::new(Notify::new());
    let (listener, url) = (Arc::downgrade(&told), url.to_owned());
    // A thread of its own: the driver waits for nothing, so that it has to look.
    let begun = thread::Builder::new().name(format!("listen {channel}")).spawn(move || {
        while listener.strong_count() > 0 {
            if let Err(cause) = hear(&url, channel, &listener) {
                tracing::warn!(%cause, channel, "notices of the database are not heard for the moment");
            }
            thread::sleep(AGAIN);
        }
    });
    if let Err(cause) = begun {
        tracing::warn!(%cause, channel, "nobody listens to the database; changes are found by looking");
    }
    Heard(told)
}

fn hear(url: &str, channel: &str, listener: &Weak<Notify>) -> Result<(), String> {
    let mut conn: PgConnection = work::connect(url).map_err(|error| error.to_string())?;
    conn.batch_execute(&format!("listen {channel}")).map_err(|error| error.to_string())?;
    // Whatever was said before we listened is found now.
    tell(listener);
    while listener.strong_count() > 0 {
        for notice in conn.notifications_iter() {
            notice.map_err(|error| error.to_string())?;
            tell(listener);
        }
        thread::sleep(LOOK);
    }
    Ok(())
}

fn tell(listener: &Weak<Notify>) {
    if let Some(listener) = listener.upgrade() {
        listener.notify_one();
    }
}
