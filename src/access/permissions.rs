//! Every permission as a type, so that a handler's signature states it. `policy.yaml` gives them to roles.

use utoipa::ToSchema;

/// A permission, as `x-permission` of the operations names it.
#[derive(ToSchema)]
#[schema(pattern = "^[a-z]+[.][a-z-]+$", max_length = 60, examples("persons.read"))]
#[allow(dead_code, reason = "for the contract alone")]
pub struct PermissionCode(String);

/// A permission that a handler asks for.
pub trait Permission: Send + Sync + 'static {
    /// Its id in the policy.
    const ID: &'static str;
}

macro_rules! permissions {
    ($($name:ident = $id:literal;)*) => {
        $(#[doc = concat!("`", $id, "`")] pub struct $name; impl Permission for $name { const ID: &'static str = $id; })*
        /// All of them, to compare with the policy.
        pub const ALL: &[&str] = &[$($id),*];
    };
}

permissions! {
    AccountsReadSelf = "accounts.read-self";
    CabinetRead = "cabinet.read";
    UploadsMake = "uploads.make";
    NotificationsProfile = "notifications.profile";
    NotificationsSend = "notifications.send";
    NotificationsStatistics = "notifications.statistics";
    NotificationsSuspend = "notifications.suspend";
    NotificationsBounce = "notifications.bounce";
    RepresentationsAsk = "representations.ask";
    RepresentationsRead = "representations.read";
    RepresentationsDecide = "representations.decide";
    RepresentationsEnd = "representations.end";
    PersonsRegister = "persons.register";
    PersonsRead = "persons.read";
    PersonsFiles = "persons.files";
    PersonsSearch = "persons.search";
    PersonsChange = "persons.change";
    PersonsMerge = "persons.merge";
    PersonsStrikeOff = "persons.strike-off";
    PersonsHistory = "persons.history";
    PersonsAccesses = "persons.accesses";
    ServicesManage = "services.manage";
    RequestsFile = "requests.file";
    RequestsRead = "requests.read";
    RequestsClaim = "requests.claim";
    RequestsAssign = "requests.assign";
    RequestsExamine = "requests.examine";
    RequestsConsult = "requests.consult";
    RequestsDecide = "requests.decide";
    RequestsWorklist = "requests.worklist";
    RequestsOpinions = "requests.opinions";
    RequestsProposals = "requests.proposals";
    PetitionsFile = "petitions.file";
    PetitionsWithdraw = "petitions.withdraw";
    PetitionsRead = "petitions.read";
    PetitionsRegister = "petitions.register";
    PetitionsManage = "petitions.manage";
    PetitionsClaim = "petitions.claim";
    PetitionsExamine = "petitions.examine";
    PetitionsContribute = "petitions.contribute";
    PetitionsAsk = "petitions.ask";
    PetitionsComplete = "petitions.complete";
    PetitionsDecide = "petitions.decide";
    PetitionsReport = "petitions.report";
    TicketsRaise = "tickets.raise";
    OrdersRead = "orders.read";
    OrdersRefund = "orders.refund";
    DocumentsRead = "documents.read";
    DocumentsSign = "documents.sign";
    DocumentsAnnul = "documents.annul";
    ContentRead = "content.read";
    ContentProvide = "content.provide";
    ContentAdminister = "content.administer";
    ContentStructure = "content.structure";
    ContentLinks = "content.links";
    JournalRead = "journal.read";
    JournalExport = "journal.export";
    BehaviourRead = "behaviour.read";
    BehaviourReview = "behaviour.review";
    AdministrationRead = "administration.read";
    AdministrationChange = "administration.change";
    AccountsRead = "accounts.read";
    AccountsChange = "accounts.change";
    InterestsDeclare = "interests.declare";
    InterestsRead = "interests.read";
    DelegationsMake = "delegations.make";
    DelegationsRead = "delegations.read";
    DelegationsRevoke = "delegations.revoke";
    StatisticsRead = "statistics.read";
    StatisticsManage = "statistics.manage";
    StatisticsReport = "statistics.report";
}
