//! MNotify over REST.

use std::collections::HashSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::Method;
use uuid::Uuid;

use super::{MNotify, Notification, NotificationState, NotificationSummary};
use crate::partners::{HttpPartner, Partner, PartnerError};

const LARGEST_ATTACHMENTS: usize = 10 * 1024 * 1024;
const EXTENSIONS: [&str; 7] = ["jpeg", "jpg", "png", "txt", "pdf", "csv", "xls"];
const PAGE: usize = 50;
/// Pages of one window: a few minutes hold far fewer.
const PAGES: usize = 1000;
/// The page after which a list cannot be one.
const FURTHEST: usize = 1 << 20;
const ENDLESS: PartnerError = PartnerError::Nonsense { partner: Partner::MNotify, what: "the list does not end" };

/// MNotify's REST interface.
pub struct MNotifyAdapter {
    http: HttpPartner,
}

impl MNotifyAdapter {
    /// Over a client.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }

    /// A page of our notifications, the newest first.
    async fn page(&self, page: usize) -> Result<Vec<NotificationSummary>, PartnerError> {
        let request = self.http.request(Method::GET, "api/Notification")?.query(&[
            ("Page", page.to_string()),
            ("ItemsPerPage", PAGE.to_string()),
            ("OrderField", "CreatedAt desc".into()),
        ]);
        self.http.json("list", request).await
    }
}

#[async_trait]
impl MNotify for MNotifyAdapter {
    async fn send(&self, notification: &Notification) -> Result<String, PartnerError> {
        check(notification)?;
        let request = self.http.request(Method::POST, "api/Notification")?.json(notification);
        let id: Uuid = self.http.json("send", request).await?;
        Ok(id.to_string())
    }

    async fn state(&self, id: &str) -> Result<Option<NotificationState>, PartnerError> {
        let request = self.http.request(Method::GET, &path(id)?)?;
        match self.http.json("state", request).await {
            Ok(state) => Ok(Some(state)),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<NotificationSummary>, PartnerError> {
        let newer = |items: &[NotificationSummary]| items.len() == PAGE && items.last().is_some_and(|item| item.created_at > to);
        // Every page up to `before` is newer than the window, `page` is not: found by doubling, then by halving. What is added meanwhile
        // pushes the others to later pages, so that nothing is passed over.
        let (mut before, mut page) = (0, 1);
        let mut items = self.page(page).await?;
        while newer(&items) {
            if page > FURTHEST {
                return Err(ENDLESS);
            }
            (before, page) = (page, page * 2);
            items = self.page(page).await?;
        }
        while page - before > 1 {
            let middle = before + (page - before) / 2;
            let found = self.page(middle).await?;
            if newer(&found) {
                before = middle;
            } else {
                (page, items) = (middle, found);
            }
        }
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for _ in 0..PAGES {
            let over = items.len() < PAGE || items.last().is_some_and(|item| item.created_at < from);
            let of_window = |item: &NotificationSummary| (from..=to).contains(&item.created_at);
            found.extend(items.into_iter().filter(|item| of_window(item) && seen.insert(item.id.clone())));
            if over {
                return Ok(found);
            }
            page += 1;
            items = self.page(page).await?;
        }
        Err(ENDLESS)
    }

    async fn cancel(&self, id: &str) -> Result<(), PartnerError> {
        let request = self.http.request(Method::DELETE, &path(id)?)?;
        self.http.send("cancel", request).await.map(drop)
    }
}

fn path(id: &str) -> Result<String, PartnerError> {
    let id: Uuid = id.parse().map_err(|_| invalid("not an id of a notification"))?;
    Ok(format!("api/Notification/{id}"))
}

fn check(notification: &Notification) -> Result<(), PartnerError> {
    if notification.recipients.is_empty() {
        return Err(invalid("no recipients"));
    }
    if notification.attachments.iter().map(|file| file.bytes.len()).sum::<usize>() > LARGEST_ATTACHMENTS {
        return Err(invalid("attachments are over 10 MB"));
    }
    let known =
        |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| EXTENSIONS.contains(&end.to_ascii_lowercase().as_str()));
    if notification.attachments.iter().any(|file| !known(&file.file_name)) {
        return Err(invalid("an attachment of this kind is not taken"));
    }
    if notification
        .template
        .as_ref()
        .is_some_and(|t| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&t.variables).is_err())
    {
        return Err(invalid("template variables are not a JSON object"));
    }
    Ok(())
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MNotify, what }
}
