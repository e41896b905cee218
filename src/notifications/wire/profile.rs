//! The profile on the wire.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::contact::NotificationContact;
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        text::{Language, Text},
    },
    notifications::{
        OwnChannels,
        rules::channel::Channel,
        store::profiles::{self, ChoiceRow, ProfileRow, Said},
        topics,
    },
};

/// A channel that a recipient can choose. Channels other than MNotify are used where the administration allows them and the recipient has
/// a verified contact; the cabinet always has the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ChosenChannel {
    /// The government's service.
    MNotify,
    /// E-mail.
    Email,
    /// Short message.
    Sms,
    /// Chat.
    Chat,
    /// Push to a device.
    Push,
}

impl ChosenChannel {
    fn of(name: &str) -> Option<Self> {
        match Channel::of_name(name)? {
            Channel::MNotify => Some(Self::MNotify),
            Channel::Email => Some(Self::Email),
            Channel::Sms => Some(Self::Sms),
            Channel::Chat => Some(Self::Chat),
            Channel::Push => Some(Self::Push),
            Channel::Cabinet => None,
        }
    }

    /// As rows write it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }
}

/// When somebody wants to be left in peace, by the clock of Chisinau; may go over midnight. What is urgent passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NotificationQuietHours)]
pub struct QuietHoursWire {
    /// The first quiet minute.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", min_length = 5, max_length = 5, examples("22:00"))]
    pub from: String,
    /// The first minute after them; another than `from`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", min_length = 5, max_length = 5, examples("07:00"))]
    pub to: String,
}

impl QuietHoursWire {
    /// As times; nothing where they are none or the same.
    pub fn times(&self) -> Option<(NaiveTime, NaiveTime)> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        let (from, to) = (time(&self.from)?, time(&self.to)?);
        (from != to).then_some((from, to))
    }
}

/// What the caller gets of a topic, and over which channels.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TopicChoice {
    /// The topic's code.
    #[schema(max_length = 40, examples("Reminders"))]
    pub topic: String,
    /// Its name.
    pub name: Text,
    /// Whether it can be done without.
    pub optional: bool,
    /// Whether it comes.
    pub subscribed: bool,
    /// Over which channels; empty: as for everything.
    #[schema(max_items = 5)]
    pub channels: Vec<ChosenChannel>,
}

/// A channel that can be chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AvailableChannel {
    /// The channel.
    pub channel: ChosenChannel,
    /// Its name.
    pub name: Text,
    /// Whether it is used today: the administration allows channels other than MNotify, or not. What was chosen and is not used comes
    /// through MNotify.
    pub used: bool,
}

/// How the caller wants to be told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationProfile {
    /// In which language; absent: that of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// When to be left in peace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHoursWire>,
    /// Over which channels, where a topic says nothing of its own; empty: MNotify.
    #[schema(max_items = 5)]
    pub channels: Vec<ChosenChannel>,
    /// Topic by topic.
    #[schema(max_items = 100)]
    pub topics: Vec<TopicChoice>,
    /// The contacts.
    #[schema(max_items = 10)]
    pub contacts: Vec<NotificationContact>,
    /// The channels of this installation: what can be chosen, and had contacts for.
    #[schema(max_items = 5)]
    pub available_channels: Vec<AvailableChannel>,
}

/// MNotify, and the channels of our own that the installation has.
pub fn available(own: &[Channel], own_allowed: bool) -> Vec<AvailableChannel> {
    let all = [Channel::MNotify].into_iter().chain(Channel::DIRECT.into_iter().filter(|channel| own.contains(channel)));
    let shown = |channel: Channel| {
        let used = channel == Channel::MNotify || own_allowed;
        Some(AvailableChannel { channel: ChosenChannel::of(channel.name())?, name: channel.words(), used })
    };
    all.filter_map(shown).collect()
}

/// Channels as the wire has them.
pub fn channels(names: &[String]) -> Vec<ChosenChannel> {
    names.iter().filter_map(|name| ChosenChannel::of(name)).collect()
}

/// A language as rows have it.
pub fn language(code: Option<&str>) -> Option<Language> {
    match code? {
        "ru" => Some(Language::Ru),
        "en" => Some(Language::En),
        _ => Some(Language::Ro),
    }
}

/// The profile of an account in full, with its version.
pub fn of(unit: &mut Unit<'_>, account: Uuid, own: &OwnChannels) -> Result<(i32, NotificationProfile), Problem> {
    let Said { profile, choices, contacts, own_allowed } = profiles::said(unit, account)?;
    let row = profile.unwrap_or_else(|| ProfileRow::unsaid(account, unit.now));
    let topic = |topic: &topics::Topic| {
        let choice: Option<&ChoiceRow> = choices.iter().find(|choice| choice.topic == topic.code);
        TopicChoice {
            topic: topic.code.clone(),
            name: topic.name.clone(),
            optional: topic.optional,
            subscribed: choice.is_none_or(|choice| choice.subscribed),
            channels: choice.map(|choice| channels(&choice.channels)).unwrap_or_default(),
        }
    };
    let written = |time: NaiveTime| time.format("%H:%M").to_string();
    let whole = NotificationProfile {
        language: language(row.language.as_deref()),
        quiet_hours: row.quiet().map(|quiet| QuietHoursWire { from: written(quiet.from), to: written(quiet.to) }),
        channels: channels(&row.channels),
        topics: topics::all().iter().map(topic).collect(),
        contacts: contacts.iter().map(NotificationContact::try_from).collect::<Result<_, _>>()?,
        available_channels: available(&own.0, own_allowed),
    };
    Ok((row.version, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_chosen_is_what_there_is() {
        let names = |own: &[Channel], allowed| {
            available(own, allowed).into_iter().map(|available| (available.channel, available.used)).collect::<Vec<_>>()
        };
        assert_eq!(names(&[], false), [(ChosenChannel::MNotify, true)]);
        let own = [Channel::Push, Channel::Email];
        assert_eq!(
            names(&own, false),
            [(ChosenChannel::MNotify, true), (ChosenChannel::Email, false), (ChosenChannel::Push, false)]
        );
        assert!(names(&own, true).iter().all(|(_, used)| *used));
    }
}
