// Made from the contract by "make contract"; do not edit.
export interface paths {
    "/api/v1/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue an access token to a partner's system
         * @description Client credentials by `private_key_jwt` (RFC 7523): EdDSA, ES256 or RS256, by a key that the administrator registered. Every failure is
         *     the same 401. The token lives five minutes and is renewed at `POST /api/v1/sessions/current/tokens`, or asked for anew.
         */
        post: operations["issueAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Administrators and auditors see all, a head those with a role in their own subdivision.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Create an account
         * @description For officers and partner systems; members of the public get theirs when they first sign in. An officer who already signed in as a
         *     member of the public keeps that account, which becomes an officer's. Roles are given afterwards.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Read an account.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description Blocks or unblocks it, corrects its name, replaces a system's keys. Nobody blocks their own account.
         */
        patch: operations["changeAccount"];
        trace?: never;
    };
    "/api/v1/accounts/{accountId}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a role
         * @description For a period, in a subdivision where the role is one of an office. Auditors watch administrators, so nobody is both; nobody gives
         *     themselves a role. Answers with the account, whose ETag has changed.
         */
        post: operations["giveAccountRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{accountId}/roles/{accountRoleId}/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a role
         * @description It ends at once, for sessions that are open too. Answers with the account; what was held stays in its history.
         */
        post: operations["endAccountRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a day of the working calendar
         * @description The Government transfers days of rest by decision. Where a day is changed twice, the later change holds; all stay on record.
         *     Terms counted from now on go by it, in every copy of the program, and the ends of terms that run are counted again.
         */
        post: operations["changeCalendarDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the working calendar of a year
         * @description By it every term is counted: a term that ends on a day that is not worked ends on the next one that is.
         */
        get: operations["readCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the classifiers
         * @description The controlled lists that the platform uses, without their entries.
         */
        get: operations["listClassifiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifiers/{classifierCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a classifier
         * @description All entries at once: classifiers are small, change rarely and have an ETag, so that a client keeps them.
         */
        get: operations["readClassifier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clients
         * @description The frontends that may sign people in and call from browsers.
         */
        get: operations["listClients"];
        put?: never;
        /**
         * Register a client
         * @description Browsers on its origins may call at most half a minute later, at every copy of the program.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a client
         * @description Read a client.
         */
        get: operations["readClient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a client
         * @description One that is not active signs nobody in; sessions that began there go on until they end.
         */
        patch: operations["changeClient"];
        trace?: never;
    };
    "/api/v1/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List delegations
         * @description A head sees those they made, a deputy those made to them, administrators and auditors all.
         */
        get: operations["listDelegations"];
        put?: never;
        /**
         * Delegate the power of a head
         * @description The deputy has the head's rights in that subdivision for the period, under a recorded order; nothing more, and not before.
         *     Delegated power cannot be delegated on. Two delegations to one deputy never overlap (409).
         */
        post: operations["createDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations/{delegationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delegation
         * @description Read a delegation.
         */
        get: operations["readDelegation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/delegations/{delegationId}/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a delegation back
         * @description The deputy loses the head's rights with this very call. The head who gave it may, or an administrator.
         */
        post: operations["revokeDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List issued documents
         * @description Those that the caller may see: of their subdivisions, those they are expected to sign, and, once issued, their own and those of whom they
         *     represent. The newest first.
         */
        get: operations["listDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an issued document
         * @description Its attributes; the document itself is its content.
         */
        get: operations["readDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}/annulments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Annul a document
         * @description Withdraws an issued document. It keeps its number and stays on record; whoever verifies it is told that it is annulled.
         */
        post: operations["annulDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the document itself
         * @description The PDF/A as issued, with its seal or signatures; before that, for those who may see it, as it will be signed. Right after a document was
         *     frozen it is being made: 409, which says when to ask again.
         */
        get: operations["readDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}/signings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a document
         * @description For the person who is expected to sign it. The PDF goes to the signature service; the answer says where the signer's browser is to go. When
         *     it comes back, and also without that, the service is asked; once the signature is found valid over our document the document is issued.
         *     What failed or expired may be asked for again: the number stays the same.
         */
        post: operations["signDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}/signings/{documentSigningId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a signature stands
         * @description While it is pending it also says again where the signer's browser is to go.
         */
        get: operations["readDocumentSigning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{documentId}/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a document's verifications
         * @description How often its code was looked up. Who did so is not known: verifying needs no sign-in.
         */
        get: operations["listDocumentVerifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file's facts
         * @description For whoever sent it. Others read files where they are attached, under the rules of that record.
         */
        get: operations["readFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{fileId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file's content
         * @description For whoever sent it. Whole, or one range of bytes; the tag stands for the content and never changes.
         */
        get: operations["readFileContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List declared conflicts of interest
         * @description An officer sees their own, an auditor all.
         */
        get: operations["listInterests"];
        put?: never;
        /**
         * Declare a conflict of interest
         * @description From now on the officer can neither take nor decide anything that concerns the person.
         */
        post: operations["declareInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/{interestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a declared conflict of interest
         * @description Read a declared conflict of interest.
         */
        get: operations["readInterest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/{interestId}/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a declared conflict of interest
         * @description Only who declared it can end it. It stays on record.
         */
        post: operations["endInterest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an entry of the journal with its proof
         * @description The entry, the digests of what it wrote, and the path of hashes from it to the root of its seal: with the public key of the seal
         *     anybody can check, without this system, that the entry was there and is unchanged.
         */
        get: operations["readJournalEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export the journal of a period
         * @description Fixes which seals the export holds: all with an entry of the period, whole. Its content is at `/content` and verifies without this
         *     system (`migratie journal verify FILE`).
         */
        post: operations["createJournalExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an export of the journal
         * @description The period, the seals it holds and how many entries; the content is at `/content`.
         */
        get: operations["readJournalExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/exports/{exportId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an export of the journal
         * @description One JSON object a line: a header with the public keys; seal by seal the entries and the seal; a last, signed line. An export without
         *     its last line is not whole. The download is an entry of the journal.
         */
        get: operations["readJournalExportContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the public keys of the journal
         * @description Open to all: whoever was given an export checks it with these keys. Keys that have been renewed stay, for the seals they signed.
         */
        get: operations["listJournalKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the seals of the journal
         * @description The latest first. The newest root can be compared with the one that was registered in MLog: it fixes everything before it.
         */
        get: operations["listJournalSeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search the journal
         * @description Entries of a period, the latest first, by actor, person, operation, outcome and legal ground. The search is itself an entry of the
         *     journal, and concerns the person who was searched for.
         */
        post: operations["searchJournal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description The messages in the caller's cabinet, newest first.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{messageId}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a message as read
         * @description Records when the message was first read; reading it again changes nothing.
         */
        post: operations["readMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders
         * @description The orders that the caller may see, newest first: applicants their own and those of whom they represent, officers those of their
         *     subdivision.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an order
         * @description Says what is owed and why, what was paid, what is still due and what goes back. While it can be paid it also gives the form that takes
         *     the payer's browser to MPay; that the payer came back proves nothing, so read the order again.
         */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an order's invoice
         * @description The invoice (nota de plată) as a PDF/A under the inspectorate's seal: what was asked for when the order was opened, and how to pay it.
         *     Right after that it is being made: 409, which says when to ask again.
         */
        get: operations["readOrderInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an order's payments
         * @description Every payment that MPay told of, once, with what became of it: counted, late, or due back.
         */
        get: operations["listOrderPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order a refund
         * @description The head records that money goes back: what was paid too much first, the fee itself after. MPay has no call for it: the treasury
         *     transfers the money, and its transfer is recorded by `completeRefund`. An order that still waits for money is cancelled with its
         *     request first.
         */
        post: operations["orderRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderId}/refunds/{refundId}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a refund
         * @description Records that the treasury has transferred the money back.
         */
        post: operations["completeRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a person
         * @description Puts a person on record with documents and addresses, in one act. Where somebody on record may be the same person the answer
         *     is 409 `possible-duplicates`: `candidates` names them with score and reasons, `next` says how to go on. Whoever has looked at
         *     them and found somebody else repeats the call with `confirmedNotDuplicateOf`. An IDNP is on record once: 409 `already-exists`.
         */
        post: operations["registerPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read my own record
         * @description What is on record of the caller; 404 where the caller's account belongs to nobody on record.
         */
        get: operations["readCurrentPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/current/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who saw my data
         * @description The same as `listAccessesToPerson`, for the caller's own record; 404 where the account belongs to nobody on record.
         */
        get: operations["listAccessesToCurrentPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search persons
         * @description By name (in any script, spelling and order), birth date, document, IDNP and citizenship, alone or together. Names are compared
         *     by similarity of keys that fold scripts and spellings; a short surname (Li, Ng) fits as a whole word. The nearest come first.
         *     Records that lead to another one are not shown: their names are found at the one to which they lead. A search is a reading of
         *     personal data: whoever is shown can see that.
         */
        post: operations["searchPersons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a person
         * @description Everything on record of a person, now or as it stood at an instant. A record that was found to be of the same person as
         *     another one has the status `Merged` and says in `mergedInto` where it leads. Officers and partner systems state the legal
         *     ground; the person sees that they read.
         */
        get: operations["readPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a person's attributes
         * @description A merge patch of `attributes`: what is absent stays, null removes, groups are changed member by member, arrays are replaced.
         *     The reason stands in the history. Nothing is lost: the earlier state can be read with `asOf`. A declared conflict of interest
         *     is 403; a record that leads to another one is 409.
         */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/api/v1/persons/{personId}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who saw a person's data
         * @description Every occasion on which data of this person was read or written: who, for which office, when, by which operation, on which
         *     legal ground and for what reason. Entries under a ground marked undisclosed are withheld from the person; auditors see all.
         */
        get: operations["listAccessesToPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a person's addresses
         * @description Domiciles and residences over time, the latest first; as they stand now, or as they stood on record at an instant.
         */
        get: operations["listAddresses"];
        put?: never;
        /**
         * Put an address on record
         * @description Domicile (domiciliu) or residence (reședință). One that lasts ends the one before it on the day on which it begins. There is
         *     never more than one of a kind on a day (409 `already-exists`).
         */
        post: operations["addAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of a person
         * @description The history as a list of changes, the latest first: which fields had which value before and after, who changed them, when, by
         *     which operation, for what reason and on which legal ground. Addresses, documents and family links are part of it.
         */
        get: operations["listChangesOfPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List possible duplicates of a person
         * @description Others on record who may be the same person, with score and reasons, the likeliest first. Those who were looked at and found
         *     to be somebody else are left out. Nothing is ever joined by itself: `mergePersons` does it.
         */
        get: operations["listDuplicatesOfPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/family-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a person's family links
         * @description Each link as this person sees it, whichever side it was written from; now, or as they stood at an instant.
         */
        get: operations["listFamilyLinks"];
        put?: never;
        /**
         * Put a family link on record
         * @description Says what the relative is to the person; from the relative's side the inverse is shown. What cannot be (an elder who is not
         *     older, a parent who is the spouse) is refused.
         */
        post: operations["addFamilyLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/foreign-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a person's documents of other states
         * @description All of them, those issued last first; now, or as they stood at an instant.
         */
        get: operations["listForeignDocuments"];
        put?: never;
        /**
         * Put a document of another state on record
         * @description With the text of its machine-readable zone all check digits are verified (ICAO Doc 9303), and issuer, number and expiry are
         *     taken from it. What differs from the person on record is told in `findings`, for an officer to judge. A document is on record
         *     of a person once (409 `already-exists`).
         */
        post: operations["addForeignDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge another record into this one
         * @description For two records of one person. The other record gets the status `Merged` and leads to this one for ever; its number is never
         *     given again. Statements of both are kept: what holds is what the more trusted source says, then the more recent; names and
         *     citizenships of both stay, and documents, addresses, family links, accounts and powers come over. Nothing is erased: both
         *     records can be read as they were, with `asOf`. Two different IDNPs stand in the way (409): the population register must say
         *     first which one holds.
         */
        post: operations["mergePersons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a person's photograph
         * @description The photograph that holds from now on; the earlier ones stay in the history. The file was sent by the caller with the purpose
         *     `Photo`, by which its size and form were checked.
         */
        post: operations["setPhoto"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{personId}/strike-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Strike a person off the record
         * @description Sets the status `StruckOff` with its ground and act (radiere din evidență). The record and its number stay; nothing is erased.
         *     Only a person on record can be struck off (409). Of the death, `attributes.death` says when and by which act.
         */
        post: operations["strikeOffPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/representations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List powers of representation
         * @description A member of the public sees the powers they hold and those by which they are represented; officers all, by state.
         */
        get: operations["listRepresentations"];
        put?: never;
        /**
         * Ask for a power of representation to be recognised
         * @description MPower is asked in the background: the power is Pending until it has answered, then Accepted or Refused; while it counts, MPower is
         *     asked again every day. A paper is Pending until an officer has looked at it.
         */
        post: operations["askRepresentation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/representations/{representationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a power of representation
         * @description Read a power of representation.
         */
        get: operations["readRepresentation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/representations/{representationId}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a power of representation
         * @description For a paper that an officer has looked at; MPower's powers are decided by MPower. From now on the representative acts for the person.
         */
        post: operations["acceptRepresentation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/representations/{representationId}/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a power of representation
         * @description The representative or the person represented may, or an officer for them. From now on the representative sees and does nothing more.
         */
        post: operations["endRepresentation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/representations/{representationId}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a power of representation
         * @description With a reason, which the representative reads. A power that was refused can be asked for anew.
         */
        post: operations["refuseRepresentation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests
         * @description The requests that the caller may see, newest first: an applicant's own, those of whom they represent, an officer's office.
         */
        get: operations["listRequests"];
        put?: never;
        /**
         * Begin a request
         * @description Saves a draft of a service request. The request stays on the version of the service that is open today. A draft's answers are checked
         *     for types when they are saved and for completeness when it is submitted.
         */
        post: operations["createRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a request
         * @description The request with its answers, its legal term, and what the caller can do with it now.
         */
        get: operations["readRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a draft
         * @description A JSON merge patch over the draft's answers. The answers are checked for types; what is missing is told by a validation.
         */
        patch: operations["changeDraft"];
        trace?: never;
    };
    "/api/v1/requests/{requestId}/appeal-settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record how an appeal ended
         * @description Records the result of the appeal; the file is closed.
         */
        post: operations["settleAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record an appeal
         * @description Records that the decision was appealed against: where, when, and the case's number where it is known.
         */
        post: operations["appealDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a request
         * @description The head gives the request to an examiner of the same office, or, without one, back to the office's worklist.
         */
        post: operations["assignRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attachments
         * @description The files attached to a request, each with the document's name, number, date and issuer.
         */
        get: operations["listAttachments"];
        put?: never;
        /**
         * Attach a file
         * @description Says of an uploaded file which document of the service it is, with the document's name, number, date and issuer. The file's type, size,
         *     pages and picture are compared with what the service asks for.
         */
        post: operations["attachFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an attached file
         * @description The file as it was sent, for whoever may see the request. Whole, or one range of bytes; the tag stands for the content and never
         *     changes.
         */
        get: operations["readAttachmentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/attachments/{attachmentId}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a file off
         * @description While the request can still be changed by whoever files it. The file is no longer part of the request; the record that it was stays.
         */
        post: operations["removeAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a request
         * @description The examiner takes the request from the office's worklist into their hands. Of two officers who claim at once one wins, and the other is
         *     told who.
         */
        post: operations["claimRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the file
         * @description Closes the file of a request whose decision was served.
         */
        post: operations["closeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/completion-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for what is missing
         * @description The examiner tells the applicant what is missing and until when. The legal term stands still until it is supplied; if nothing comes in
         *     time the request is left unexamined.
         */
        post: operations["askCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Supply what was missing
         * @description The applicant corrects answers and says that the missing documents are attached. Everything is checked again; the legal term goes on,
         *     its end moved by as long as it stood still.
         */
        post: operations["completeRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consult a body
         * @description Asks the body that the service names for its opinion (SIS for the countries of the standard operating procedure). The consulted
         *     institution sees the request from then on.
         */
        post: operations["consultBody"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a request
         * @description The head of directorate, who is not the one who proposed, decides as proposed. The decision gets its number and waits for the head's
         *     signature (`POST /documents/{documentId}/signings`); the request is decided when the signed act exists. Where the service issues an act
         *     for each person (an invitation for each invitee), all of them are signed; `decisionDocumentId` is the first.
         */
        post: operations["decideRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an opinion
         * @description The consulted body approves or rejects the request from the point of view of its own domain, with reasons.
         */
        post: operations["giveOpinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/proposal-returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the proposal back
         * @description The head does not decide on this proposal and says why; the examiner goes on.
         */
        post: operations["returnProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose a decision
         * @description The examiner proposes, with facts and reasons. Every register check and opinion that the service requires must have been answered. Who
         *     proposes cannot decide.
         */
        post: operations["proposeDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/record-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw up a record sheet
         * @description The foreigner's record sheet (fișă de evidență) as of now: identity, documents, address, what the registers answered, what was issued in
         *     the case. It waits for the examiner's signature and stays in the dossier; the applicant does not see it.
         */
        post: operations["drawRecordSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/register-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List register checks
         * @description The newest question of each kind with its answer as it was received.
         */
        get: operations["listRegisterChecks"];
        put?: never;
        /**
         * Ask the state registers
         * @description Sends the service's questions to the state registers over MConnect, each on its own legal ground. The answers come by themselves and are
         *     kept with the request; a register that is down stops nothing else and can be asked again.
         */
        post: operations["runRegisterChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw up a report
         * @description The examiner who holds the request reports on the case (raport). The report gets its number, waits for the examiner's signature
         *     (`POST /documents/{documentId}/signings`) and stays in the dossier; the applicant does not see it.
         */
        post: operations["drawReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/servings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that the decision was served
         * @description Records when the decision reached the applicant: opened in the cabinet, or handed over at the counter. The term of appeal runs from
         *     then.
         */
        post: operations["serveDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a request
         * @description Checks that nothing is missing and tells everything that is. An order with the real fee lines is made; once nothing is due the request
         *     gets its registration number and its legal term starts. A service that costs nothing is registered at once.
         */
        post: operations["submitRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the timeline
         * @description Everything that happened to the request, in order. The public sees what was done and when; officers also see by whom.
         */
        get: operations["readTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/validations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate a draft
         * @description Says what a submission would find, without submitting: every missing answer and document at once, and what the request would cost today.
         */
        post: operations["validateRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{requestId}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a request
         * @description The applicant, or whoever represents them, takes the request back. The record stays; an unpaid order is cancelled.
         */
        post: operations["withdrawRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a definition of a service
         * @description Says everything that is wrong with it, each with its line, and keeps nothing; so no idempotency key is asked for.
         */
        post: operations["checkService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-concepts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the concepts of services
         * @description The versions that are being written, of services old and new.
         */
        get: operations["listServiceConcepts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the public services
         * @description Every service against which requests can be filed today, with what it costs at least and how long it may take. Answered from memory.
         */
        get: operations["listServices"];
        put?: never;
        /**
         * Create a service
         * @description Keeps the first version of a new service as a concept, whatever `concept`, `validFrom` and `validTo` say: publishing it gives it its days.
         *     Everything that is wrong with the definition is told at once.
         */
        post: operations["createService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a public service
         * @description The official description: what it is, who may file it and where, documents, fees and terms in force, legal basis. Answered from memory.
         */
        get: operations["readService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the form of a service
         * @description Any client can draw it and check answers with it. What a schema cannot say (check digits, dates relative to today) stands in `x-`
         *     members and is checked when a request is saved. Answered from memory.
         */
        get: operations["readServiceForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Quote a service
         * @description The lines owed for these answers at this speed today, their sum, and the legal term. Nothing is kept, so no idempotency key is asked for.
         */
        post: operations["quoteService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a service
         * @description Those that are or were published, also those that begin on a later day; never concepts. A service has few, so that there is one page.
         */
        get: operations["listServiceVersions"];
        put?: never;
        /**
         * Create a version of a service
         * @description Keeps it as a concept, whatever `concept`, `validFrom` and `validTo` say: publishing it gives it its days. Its number is above those there are. Everything that is wrong with the definition is
         *     told at once.
         */
        post: operations["createServiceVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a version of a service
         * @description With its whole definition; concepts too.
         */
        get: operations["readServiceVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Revise a concept
         * @description Replaces the definition of a version that is not published yet. Everything that is wrong with it is told at once.
         */
        patch: operations["reviseServiceVersion"];
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/versions/{version}/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a version of a service
         * @description From its first day on, requests are filed against it; requests begun keep the version they began with. The day is not over yet and
         *     lies after the first day of every earlier version. Can be read at once; other copies of the program know it within seconds.
         */
        post: operations["publishServiceVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceCode}/versions/{version}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a version of a service
         * @description Nobody can begin a request with it any more; the version before it, if one is still valid, is in force again. Requests begun stay on
         *     it. A concept that is given up is withdrawn too: nothing is deleted.
         */
        post: operations["withdrawServiceVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session
         * @description Exchanges the one-time code of a sign-in for a session and its first access token. A code is good once, for 60 seconds, for the
         *     frontend that asked and with the verifier it kept; every failure is the same 401.
         */
        post: operations["beginSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the current session
         * @description Says who the platform takes the caller for, which roles they hold today, and when the session ends.
         */
        get: operations["readCurrentSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the session at once: the access tokens that were given for it stop working with this call.
         */
        delete: operations["endCurrentSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current/sign-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out, at MPass too
         * @description The session ends with this call. The address leads the browser to MPass, which ends its own session and every other that came of it,
         *     and sends the browser back.
         */
        post: operations["signOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the access token
         * @description Gives a new short-lived token while the session lives. A session that was left alone longer than its inactivity limit is over.
         *     It takes no idempotency key: a token is never stored, and asking twice simply gives two.
         */
        post: operations["renewAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the settings
         * @description What administrators can set while the system runs, what holds now, what was set before and what will hold later.
         */
        get: operations["listSettings"];
        put?: never;
        /**
         * Set a setting
         * @description The value holds from an instant on, never from the past; what held before stays on record.
         */
        post: operations["setSetting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a sign-in
         * @description The browser goes to MPass and comes back to the frontend's registered address with `code` and `state`, or with `error`. The code is
         *     exchanged once, within 60 seconds, at `POST /api/v1/sessions`, with the verifier of which `codeChallenge` is the digest.
         */
        post: operations["beginSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subdivisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the subdivisions of the inspectorate
         * @description Public: where people can come, and what the inspectorate is made of.
         */
        get: operations["listSubdivisions"];
        put?: never;
        /**
         * Create a subdivision
         * @description Its code is unique and stays. A subdivision is closed later (`active`), never deleted.
         */
        post: operations["createSubdivision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subdivisions/{subdivisionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a subdivision
         * @description Read a subdivision.
         */
        get: operations["readSubdivision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a subdivision
         * @description Closing one (`active: false`) waits until none that is active stands under it (409 otherwise).
         */
        patch: operations["changeSubdivision"];
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an upload
         * @description Declares a file; its content follows in one part or several (`PUT /uploads/{uploadId}/parts/{part}`), in any order and again where
         *     the line broke, and becomes a file by `POST /uploads/{uploadId}/completions`. An upload that is not completed is forgotten after a day.
         */
        post: operations["beginUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{uploadId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an upload
         * @description Says which parts have arrived, so that sending can go on where the line broke.
         */
        get: operations["readUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{uploadId}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload
         * @description Puts the parts together, judges the content itself (type, bounds, active content, malware) and compares it with what was declared. What
         *     passes is kept encrypted and answered as a file; what does not is 400 `content-refused`, which says why, and parts may be sent again.
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{uploadId}/parts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send a part
         * @description Raw bytes, up to 5 MiB. A part sent again replaces the one that came before, so that a broken line is mended by sending the part again;
         *     it needs no idempotency key.
         */
        put: operations["sendUploadPart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify a document
         * @description For anyone who holds the code printed on it: whether it is genuine, what it is, and whether it is in force. No sign-in, as few data as that
         *     takes, every look-up counted. A code of nothing is 404: such a document is not genuine.
         */
        get: operations["verifyDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the worklists
         * @description What waits for the caller's offices: unassigned, in the caller's hands, overdue, to be decided, and so on.
         */
        get: operations["listWorklists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/{worklist}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a worklist
         * @description The requests of one worklist of the caller's offices, what is due first at the top; those whose term stands still come last.
         */
        get: operations["readWorklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A short-lived access token. */
        AccessToken: {
            /**
             * @description Send it as `Authorization: Bearer ...`.
             * @example eyJhbGciOiJFZERTQSJ9.e30.c2ln
             */
            accessToken: string;
            /**
             * @description Always `Bearer`.
             * @example Bearer
             */
            tokenType: string;
            /**
             * Format: int64
             * @description Seconds until it ends; renew it before.
             * @example 300
             */
            expiresIn: number;
        };
        /** @description An account: a person, an officer or a system that may sign in. */
        Account: {
            /** @description The account. */
            accountId: components["schemas"]["AccountId"];
            /** @description What kind of account it is. */
            kind: components["schemas"]["AccountKind"];
            /**
             * @description As acts name them.
             * @example Lungu Andrei
             */
            name: string;
            /**
             * @description The client id of a system. How people sign in is never shown.
             * @example asp-documents
             */
            clientId?: string;
            /** @description Whether it may sign in. */
            status: components["schemas"]["AccountStatus"];
            /** @description Roles that stand now or will. */
            roles: components["schemas"]["AccountRole"][];
        };
        /**
         * @description The identifier of an account.
         * @example acc_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        AccountId: string;
        /**
         * @description An account about to be made. An officer is named by IDNP, a system by client id and public keys.
         * @example {
         *       "kind": "Officer",
         *       "name": "Lungu Andrei",
         *       "idnp": "2004000123455"
         *     }
         */
        AccountInput: {
            /** @description Whose account it is. */
            kind: components["schemas"]["MadeAccountKind"];
            /** @description As acts name them. */
            name: string;
            /** @description An officer's identification number, by which MPass names them. */
            idnp?: components["schemas"]["Idnp"];
            /** @description A system's client id. */
            clientId?: string;
            /** @description A system's public keys. */
            jwks?: components["schemas"]["PublicKeys"];
        };
        /**
         * @description What kind of caller an account is.
         * @enum {string}
         */
        AccountKind: "Person" | "Officer" | "System";
        /** @description Accounts, the newest first. */
        AccountList: {
            /** @description The accounts. */
            accounts: components["schemas"]["Account"][];
            /** @description For the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description What is to change of an account; absent stays. */
        AccountPatch: {
            /**
             * @description As acts name them.
             * @example Lungu Andrei
             */
            name?: string;
            /** @description Blocking ends every session at once. */
            status?: components["schemas"]["AccountStatus"];
            /** @description A system's public keys; they replace all earlier ones. */
            jwks?: components["schemas"]["PublicKeys"];
        };
        /** @description A role given to an account. */
        AccountRole: {
            /** @description The giving of it. */
            accountRoleId: components["schemas"]["AccountRoleId"];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @description Where; absent where the role is not tied to a subdivision. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /**
             * Format: date-time
             * @description From when.
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description Until when; absent until it is ended.
             */
            validTo?: string;
        };
        /**
         * @description The identifier of a role given to an account.
         * @example rol_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        AccountRoleId: string;
        /**
         * @description A role about to be given.
         * @example {
         *       "role": "Auditor"
         *     }
         */
        AccountRoleInput: {
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @description Where; roles of an office need it. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /**
             * Format: date-time
             * @description From when; absent means now.
             */
            validFrom?: string;
            /**
             * Format: date-time
             * @description Until when; absent means until it is ended.
             */
            validTo?: string;
        };
        /**
         * @description Whether an account may sign in.
         * @enum {string}
         */
        AccountStatus: "Active" | "Blocked";
        /** @description How a person can be reached, and what else is on record. */
        AdditionalData: {
            /**
             * @description Telephone, with the country's prefix.
             * @example +37360000000
             */
            phone?: string;
            /**
             * Format: email
             * @description E-mail.
             * @example deniz@example.org
             */
            email?: string;
            /** @description The language in which the person wants to be written to. */
            language?: components["schemas"]["Language"];
            /**
             * @description Occupation.
             * @example inginer
             */
            occupation?: string;
            /**
             * @description Whatever else is needed.
             * @example Comunică prin interpret.
             */
            notes?: string;
        };
        /**
         * @description The identifier of an address.
         * @example adr_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        AddressId: string;
        /**
         * @description What a registered address is.
         * @enum {string}
         */
        AddressKind: "Domicile" | "Residence";
        /**
         * @description Where an address may be.
         * @enum {string}
         */
        AddressPlace: "Moldova" | "Abroad" | "Any";
        /**
         * @description What an answer is, and its bounds.
         * @example {
         *       "type": "Text",
         *       "maxLength": 60,
         *       "format": "LatinName"
         *     }
         */
        AnswerType: {
            /**
             * Format: int32
             * @description Least number of characters; 1 unless said.
             */
            minLength?: number;
            /**
             * Format: int32
             * @description Most characters.
             */
            maxLength: number;
            /** @description What the text looks like. */
            format?: components["schemas"]["TextFormat"];
            /** @enum {string} */
            type: "Text";
        } | {
            /** @description Earliest. */
            notBefore?: components["schemas"]["DateBound"];
            /** @description Latest. */
            notAfter?: components["schemas"]["DateBound"];
            /** @description Also `YYYY-MM` and `YYYY`: a birth date of which the day or the month is unknown. */
            partial?: boolean;
            /** @enum {string} */
            type: "Date";
        } | {
            /** @description Also states that are no more (a birth place). */
            former?: boolean;
            /** @description Also the ICAO 9303 codes that are no country (stateless, refugee, unspecified). */
            special?: boolean;
            /**
             * Format: int32
             * @description How many can be given: 1 is a string, more an array.
             */
            maxItems?: number;
            /** @enum {string} */
            type: "Country";
        } | {
            /** @description The options, where they are this service's own. */
            options?: components["schemas"]["ChoiceOption"][];
            /** @description The classifier they come from, otherwise. */
            classifier?: string;
            /**
             * Format: int32
             * @description How many can be chosen.
             */
            maxItems?: number;
            /** @enum {string} */
            type: "Choice";
        } | {
            /** @enum {string} */
            type: "Office";
        } | {
            /** @description A declaration without which the request cannot be filed. */
            mustBeTrue?: boolean;
            /** @enum {string} */
            type: "Boolean";
        } | {
            /**
             * Format: int64
             * @description Smallest.
             */
            min: number;
            /**
             * Format: int64
             * @description Largest.
             */
            max: number;
            /** @enum {string} */
            type: "Integer";
        } | {
            /** @description Smallest. */
            min?: components["schemas"]["Money"];
            /** @description Largest. */
            max?: components["schemas"]["Money"];
            /** @description Not under the value of this setting on the filing day. */
            notUnder?: string;
            /** @enum {string} */
            type: "Money";
        } | {
            /** @description Where it may be. */
            place: components["schemas"]["AddressPlace"];
            /** @enum {string} */
            type: "Address";
        } | {
            /** @description The relation must be given, from the classifier `relations`. */
            relation?: boolean;
            /** @enum {string} */
            type: "Person";
        } | {
            /** @enum {string} */
            type: "LegalEntity";
        } | {
            /** @enum {string} */
            type: "Idnp";
        } | {
            /**
             * Format: int32
             * @description Least number of items.
             */
            minItems?: number;
            /**
             * Format: int32
             * @description Most items.
             */
            maxItems: number;
            /** @description What is asked of each; no groups within groups. */
            fields: components["schemas"]["FormField"][];
            /** @enum {string} */
            type: "Group";
        };
        /** @description How the appeal ended. */
        AppealSettlement: {
            /**
             * @description The result, in words.
             * @example Respinsă; decizia menținută.
             */
            result: string;
        };
        /** @description Into whose hands. */
        Assignment: {
            /** @description An examiner of the request's office; absent: back to the worklist. */
            examinerId?: components["schemas"]["AccountId"];
            /**
             * @description A remark.
             * @example Concediu medical
             */
            note?: string;
        };
        /** @description A file attached to a request. */
        Attachment: {
            /** @description The attachment. */
            attachmentId: components["schemas"]["AttachmentId"];
            /**
             * @description Which document of the service it is.
             * @example travel-document
             */
            documentCode: string;
            /** @description The file. */
            fileId: components["schemas"]["FileId"];
            /**
             * @description The document's name.
             * @example Pașaport
             */
            name: string;
            /**
             * @description Its number.
             * @example U12345678
             */
            number?: string;
            /**
             * Format: date
             * @description Its date.
             */
            issuedOn?: string;
            /**
             * @description Its issuer.
             * @example Nüfus Müdürlüğü
             */
            issuer?: string;
            /**
             * Format: date-time
             * @description When it was attached.
             */
            attachedAt: string;
        };
        /**
         * @description The identifier of an attached file.
         * @example att_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        AttachmentId: string;
        /** @description The files attached to a request. */
        AttachmentList: {
            /** @description In the order in which they were attached. */
            attachments: components["schemas"]["Attachment"][];
        };
        /**
         * @description What is stated of a person (concept, paragraph 25.1).
         * @enum {string}
         */
        Attribute: "Idnp" | "Name" | "Sex" | "BirthDate" | "BirthPlace" | "Death" | "Photograph" | "Fingerprints" | "Signature" | "Citizenship" | "Address" | "Document" | "MaritalStatus" | "Education" | "Ethnicity" | "Contact" | "FamilyLink";
        /**
         * @description How a document is made authentic.
         * @enum {string}
         */
        Authentication: "Signed" | "Sealed";
        /** @description A row of the table by which the system decides. */
        AutomaticCondition: {
            /** @description Its code, unique in the table. */
            code: string;
            /** @description The fact's code in the classifier `decision-facts`. */
            fact: string;
            /** @description The values that satisfy the row. */
            oneOf: components["schemas"]["Scalar"][];
            /** @description Looked at only when this holds of the answers. */
            when?: components["schemas"]["Condition"];
            /** @description What happens when the fact has another value. A fact that is not known always goes to an officer. */
            otherwise: components["schemas"]["Otherwise"];
            /** @description The reason given then. */
            reason: components["schemas"]["Text"];
        };
        /** @description A session that has begun, with its first access token. */
        BegunSession: components["schemas"]["AccessToken"] & {
            /** @description The session. */
            sessionId: components["schemas"]["SessionId"];
            /**
             * Format: date-time
             * @description It ends then, whatever happens.
             */
            expiresAt: string;
        };
        /** @description A document by which somebody is known. */
        BeneficiaryDocument: {
            /**
             * @description Who issued it (ISO 3166-1 alpha-3, or a code of ICAO 9303).
             * @example TUR
             */
            country: string;
            /**
             * @description Its number.
             * @example U12345678
             */
            number: string;
        };
        /**
         * @description Who is represented, as the representative can name them: by the platform's own id, by IDNP, or by names, birth date and document.
         * @example {
         *       "surname": "YILMAZ",
         *       "givenName": "Emre",
         *       "birthDate": "1990-05-17",
         *       "document": {
         *         "country": "TUR",
         *         "number": "U12345678"
         *       }
         *     }
         */
        BeneficiaryInput: {
            /** @description Where the representative knows it. */
            personId?: components["schemas"]["PersonId"];
            /** @description Where there is one. */
            idnp?: components["schemas"]["Idnp"];
            /** @description As the document has it. */
            surname?: string;
            /** @description As the document has it. */
            givenName?: string;
            /**
             * Format: date
             * @description As the document has it.
             */
            birthDate?: string;
            /** @description Their travel or identity document. */
            document?: components["schemas"]["BeneficiaryDocument"];
        };
        /**
         * @description Who a service is for.
         * @enum {string}
         */
        BeneficiaryKind: "Foreigner" | "StatelessPerson" | "ProtectionBeneficiary" | "AsylumSeeker" | "LegalEntity";
        /**
         * @description A birth date as far as it is known: full date, year and month, year, or `unknown`. From 1870 on and not in the future.
         * @example 1990-05-17
         * @example 1990-05
         * @example 1990
         * @example unknown
         */
        BirthDate: string;
        /** @description Where a person was born. */
        BirthPlace: {
            /**
             * @description The country as it is called today.
             * @example TUR
             */
            country: string;
            /**
             * @description District, county or region.
             * @example Konak
             */
            region?: string;
            /**
             * @description Town or village.
             * @example İzmir
             */
            locality?: string;
            /**
             * @description As the document has it, where that is something else (a former state, say).
             * @example RSS Moldovenească
             */
            asWritten?: string;
        };
        /** @description A day on which weekday alone does not say whether people work. */
        CalendarDay: {
            /**
             * Format: date
             * @description The day.
             */
            date: string;
            /** @description Whether people work on it. */
            kind: components["schemas"]["DayKind"];
            /** @description The holiday's name, or the decision that transferred the day. */
            reason: components["schemas"]["Text"];
            /** @description The holiday's code; absent where the day was transferred. */
            holiday?: string;
            /** @description The only locality in which it holds; everywhere, if absent. */
            locality?: string;
        };
        /**
         * @description A day that is to be other than weekday and holiday say.
         * @example {
         *       "date": "2027-01-04",
         *       "kind": "NonWorking",
         *       "reason": {
         *         "ro": "Zi de odihnă transferată prin hotărâre a Guvernului",
         *         "ru": "Выходной перенесён постановлением Правительства",
         *         "en": "Day off transferred by Government decision"
         *       }
         *     }
         */
        CalendarDayInput: {
            /**
             * Format: date
             * @description The day; not one that is past, since terms were counted by it.
             */
            date: string;
            /** @description What it becomes. */
            kind: components["schemas"]["DayKind"];
            /** @description The decision behind it. */
            reason: components["schemas"]["Text"];
            /** @description The only town in which it holds; everywhere, if absent. */
            locality?: string;
        };
        /**
         * @description A code inside the catalogue: of a classifier's entry, or of a field of the form.
         * @example CHI
         */
        CatalogueCode: string;
        /** @description Who made a change, as the journal has it. */
        ChangeAuthor: {
            /** @description The account; absent for the program itself. */
            accountId?: components["schemas"]["AccountId"];
            /**
             * @description What kind of account: Person, Officer or System.
             * @example Officer
             */
            kind: string;
            /**
             * @description The name.
             * @example LUNGU Andrei
             */
            name?: string;
            /**
             * @description In which role.
             * @example Examiner
             */
            role?: string;
            /** @description For which office. */
            office?: components["schemas"]["Text"];
        };
        /**
         * @description What was changed.
         * @enum {string}
         */
        ChangedThing: "Person" | "Address" | "ForeignDocument" | "FamilyLink";
        /**
         * @description How a question to a register stands.
         * @enum {string}
         */
        CheckStatus: "Asked" | "Answered" | "Failed";
        /**
         * @description What an answer amounts to.
         * @enum {string}
         */
        CheckVerdict: "Clear" | "Adverse" | "NotFound";
        /** @description An option of a choice. */
        ChoiceOption: {
            /** @description What is kept. */
            code: string;
            /** @description What people see. */
            label: components["schemas"]["Text"];
        };
        /** @description A citizenship. */
        Citizenship: {
            /**
             * @description ISO 3166 alpha-3, or a code of ICAO Doc 9303 (XXA stateless, XXB refugee, XXX unspecified).
             * @example TUR
             */
            country: string;
            /**
             * Format: date
             * @description Since when, where that is known.
             */
            since?: string;
            /**
             * Format: date
             * @description Until when; absent while it holds.
             */
            until?: string;
        };
        /** @description Civil status with the act that states it. */
        CivilStatus: {
            /** @description Which. */
            status: components["schemas"]["CivilStatusKind"];
            /**
             * Format: date
             * @description Since when.
             */
            since?: string;
            /**
             * @description The act.
             * @example Certificat de căsătorie nr. 312/2019
             */
            act?: string;
        };
        /**
         * @description The civil statuses.
         * @enum {string}
         */
        CivilStatusKind: "Single" | "Married" | "Divorced" | "Widowed" | "RegisteredPartnership";
        /** @description A classifier with its entries. */
        ClassifierDocument: {
            /**
             * @description Its code.
             * @example countries
             */
            code: string;
            /** @description Its name. */
            title: components["schemas"]["Text"];
            /**
             * @description Where its content comes from.
             * @example ISO 3166-1 alpha-3
             */
            source: string;
            /** @description An example, to be replaced before the system is used in earnest. */
            sample?: boolean;
            /** @description Its entries, in the order in which people expect them. */
            entries: components["schemas"]["ClassifierItem"][];
        };
        /** @description An entry of a classifier. */
        ClassifierItem: {
            /**
             * @description What is kept.
             * @example MDA
             */
            code: string;
            /** @description What people see. */
            label: components["schemas"]["Text"];
            /**
             * Format: date
             * @description First day; none is always.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description Last day; none is still.
             */
            validTo?: string;
            /** @description Other codes and facts, by name. */
            attributes?: {
                [key: string]: string;
            };
            /** @description Marks, such as `former` of a state that is no more. */
            flags?: string[];
        };
        /** @description All classifiers, without their entries. */
        ClassifierList: {
            /** @description The classifiers. */
            classifiers: components["schemas"]["ClassifierSummary"][];
        };
        /** @description A classifier without its entries. */
        ClassifierSummary: {
            /**
             * @description Its code.
             * @example countries
             */
            code: string;
            /** @description Its name. */
            title: components["schemas"]["Text"];
            /**
             * Format: int64
             * @description How many entries it has.
             * @example 249
             */
            entries: number;
        };
        /** @description A client: a frontend (eFiling, intranet) that signs people in and calls from browsers. */
        Client: {
            /** @description The client. */
            clientId: components["schemas"]["ClientId"];
            /**
             * @description Its code.
             * @example efiling
             */
            code: string;
            /**
             * @description Its name.
             * @example eFiling
             */
            name: string;
            /** @description Addresses that a sign-in may return to, compared letter by letter. */
            redirectUris: components["schemas"]["ReturnAddress"][];
            /** @description Origins that may call from a browser. */
            origins: components["schemas"]["Origin"][];
            /** @description Whether it may be used. */
            active: boolean;
        };
        /** @description The credentials of a partner's system. */
        ClientCredentials: {
            /**
             * @description The system's client id.
             * @example partner-demo
             */
            clientId: string;
            /**
             * @description A JWT signed with the system's private key: `iss` and `sub` are the client id, `aud` is this address or the platform's, `exp` is
             *     at most five minutes ahead, `jti` is used once.
             * @example eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJwYXJ0bmVyLWRlbW8ifQ.c2ln
             */
            clientAssertion: string;
        };
        /**
         * @description The identifier of a client.
         * @example cli_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        ClientId: string;
        /**
         * @description A client about to be registered.
         * @example {
         *       "code": "kiosk",
         *       "name": "Info-chioșc",
         *       "redirectUris": [
         *         "https://chiosc.igm.example/signed-in"
         *       ],
         *       "origins": [
         *         "https://chiosc.igm.example"
         *       ]
         *     }
         */
        ClientInput: {
            /** @description Its code. */
            code: string;
            /** @description Its name. */
            name: string;
            /** @description Addresses that a sign-in may return to. */
            redirectUris: components["schemas"]["ReturnAddress"][];
            /** @description Origins that may call from a browser. */
            origins: components["schemas"]["Origin"][];
        };
        /** @description All clients. */
        ClientList: {
            /** @description The clients, by code. */
            clients: components["schemas"]["Client"][];
        };
        /**
         * @description What is to change of a client; absent stays.
         * @example {
         *       "active": false
         *     }
         */
        ClientPatch: {
            /** @description Its name. */
            name?: string;
            /** @description Addresses that a sign-in may return to; they replace all earlier ones. */
            redirectUris?: components["schemas"]["ReturnAddress"][];
            /** @description Origins that may call from a browser; they replace all earlier ones. */
            origins?: components["schemas"]["Origin"][];
            /** @description Whether it may be used. */
            active?: boolean;
        };
        /** @description What the applicant supplies beside the files attached. */
        Completion: {
            /** @description Corrected answers; null removes. */
            answers?: components["schemas"]["FormAnswers"];
            /**
             * @description A remark.
             * @example Am atașat traducerea.
             */
            note?: string;
        };
        /** @description What is missing, and until when. */
        CompletionAsked: {
            /**
             * @description What the applicant reads.
             * @example Lipsește traducerea cazierului în limba de stat.
             */
            text: string;
            /** @description Documents of the service to supply. */
            documentCodes?: components["schemas"]["CatalogueCode"][];
            /** @description Fields of the form to correct. */
            fields?: components["schemas"]["CatalogueCode"][];
            /**
             * Format: date
             * @description The last day; moved to a working day.
             */
            dueOn: string;
        };
        /**
         * @description A condition over the answers of a request: exactly one operator.
         * @example {
         *       "equals": {
         *         "field": "hasPreviousNames",
         *         "value": true
         *       }
         *     }
         */
        Condition: {
            equals: {
                field: string;
                value: boolean | number | string;
            };
        } | {
            in: {
                field: string;
                values: (boolean | number | string)[];
            };
        } | {
            listed: {
                field: string;
                classifier: string;
            };
        } | {
            ageAtLeast: {
                field: string;
                /** Format: int64 */
                years: number;
            };
        } | {
            present: {
                field: string;
            };
        } | {
            all: components["schemas"]["Condition"][];
        } | {
            any: components["schemas"]["Condition"][];
        } | {
            not: components["schemas"]["Condition"];
        };
        /**
         * @description A condition of the law that is not met, in words.
         * @example Salariul este sub cuantumul minim.
         */
        ConditionNotMet: string;
        /** @description Which consultation of the service. */
        Consultation: {
            /**
             * @description Its code in the service.
             * @example sis
             */
            code: string;
        };
        /** @description A body consulted on a request. */
        ConsultationRule: {
            /** @description Its code, unique in the service. */
            code: string;
            /** @description The body's code in the classifier `consulted-bodies`. */
            body: string;
            /** @description Consulted only when this holds. */
            when?: components["schemas"]["Condition"];
            /** @description What for. */
            purpose: components["schemas"]["Text"];
            /** @description Code of the legal ground. */
            legalGround: string;
            /** @description Within what the opinion is due; absent where no public source says. */
            answerWithin?: components["schemas"]["Span"];
            /** @description Whether the decision waits for the opinion. */
            necessity: components["schemas"]["Necessity"];
        };
        /**
         * @description A type of content.
         * @enum {string}
         */
        ContentType: "application/pdf" | "image/jpeg" | "image/png";
        /** @description Two statements of which at most one is true. */
        Contradiction: {
            /** @description Of what. */
            attribute: components["schemas"]["Attribute"];
            /** @description The statement that holds. */
            kept: components["schemas"]["Statement"];
            /** @description The statement that steps back. */
            setAside: components["schemas"]["Statement"];
            /** @description Whether it must be resolved first. */
            blocks: boolean;
        };
        /** @description A bound of a date: a distance from the filing day, from another date of the form, or from a fixed day. */
        DateBound: {
            /** @description From the date in this earlier field. */
            field?: string;
            /**
             * Format: date
             * @description From this day.
             */
            date?: string;
            /**
             * Format: int32
             * @description Years after it; negative is before.
             */
            years?: number;
            /**
             * Format: int32
             * @description And months.
             */
            months?: number;
            /**
             * Format: int32
             * @description And days.
             */
            days?: number;
        };
        /**
         * @description Whether people work on a day.
         * @enum {string}
         */
        DayKind: "Working" | "NonWorking";
        /** @description That and when a person died. */
        Death: {
            /**
             * Format: date
             * @description The day.
             */
            on: string;
            /**
             * @description Where.
             * @example Chișinău
             */
            place?: string;
            /**
             * @description The act that states it.
             * @example Act de deces nr. 17/2026
             */
            act?: string;
        };
        /** @description Who decides. */
        DecisionRule: {
            /** @description Who signs. */
            decidedBy: components["schemas"]["StageActor"];
            /** @enum {string} */
            by: "Official";
        } | {
            /** @description The table; every row must hold for a favourable outcome. */
            conditions: components["schemas"]["AutomaticCondition"][];
            /** @enum {string} */
            by: "Automatic";
        };
        /** @description A head's power, exercised by a deputy for a period. */
        Delegation: {
            /** @description The delegation. */
            delegationId: components["schemas"]["DelegationId"];
            /** @description The head. */
            fromAccountId: components["schemas"]["AccountId"];
            /** @description The deputy. */
            toAccountId: components["schemas"]["AccountId"];
            /** @description Where. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /**
             * @description The order behind it.
             * @example 45-P
             */
            orderNumber: string;
            /**
             * Format: date-time
             * @description From when.
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            validTo: string;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            revokedAt?: string;
            /** @description Where it stands at the moment of the answer. */
            state: components["schemas"]["DelegationState"];
        };
        /**
         * @description The identifier of a delegation.
         * @example del_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        DelegationId: string;
        /** @description A delegation about to be made. */
        DelegationInput: {
            /** @description The deputy head who is to exercise the power. */
            toAccountId: components["schemas"]["AccountId"];
            /** @description The subdivision that the caller heads. */
            subdivisionId: components["schemas"]["SubdivisionId"];
            /**
             * @description The order behind it.
             * @example 45-P
             */
            orderNumber: string;
            /**
             * Format: date-time
             * @description From when.
             * @example 2026-11-23T06:00:00Z
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description Until when.
             * @example 2026-12-04T22:00:00Z
             */
            validTo: string;
        };
        /** @description Delegations, the newest first. */
        DelegationList: {
            /** @description The delegations. */
            delegations: components["schemas"]["Delegation"][];
            /** @description For the next page; absent on the last. */
            nextCursor?: string;
        };
        /**
         * @description Where a delegation stands.
         * @enum {string}
         */
        DelegationState: "Awaited" | "InForce" | "Over" | "Revoked";
        /** @description Why a document is annulled. */
        DocumentAnnulment: {
            /**
             * @description The reason, in words; shown to those who may see the document.
             * @example Emis din eroare: datele titularului sunt greșite.
             */
            reason: string;
        };
        /**
         * @description What makes a document authentic.
         * @enum {string}
         */
        DocumentAuthentication: "Person" | "Seal" | "Plain";
        /**
         * @description What an officer should look at. Nothing is refused for it: names are cut in the zone, cards expire.
         * @enum {string}
         */
        DocumentFinding: "Expired" | "NamesDiffer" | "BirthDateDiffers" | "SexDiffers" | "NationalityDiffers";
        /**
         * @description The identifier of an issued document.
         * @example doc_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        DocumentId: string;
        /**
         * @description Series and number of a document, as printed on it: letters, digits, spaces, - / . № #.
         * @example AA 123456
         */
        DocumentNumber: string;
        /** @description A page of issued documents, the newest first. */
        DocumentPage: {
            /** @description The documents. */
            documents: components["schemas"]["IssuedDocument"][];
            /**
             * @description For the next page; absent on the last.
             * @example AUJ2x9c
             */
            nextCursor?: string;
        };
        /** @description A document asked for. */
        DocumentRule: {
            /** @description Its code, unique in the service. */
            code: string;
            /** @description Its name. */
            label: components["schemas"]["Text"];
            /** @description What it must show. */
            help?: components["schemas"]["Text"];
            /** @description Which of the Concept's input documents it is. */
            kind: components["schemas"]["InputDocument"];
            /** @description Must be attached to file. */
            required?: boolean;
            /** @description Must be attached when this holds. */
            requiredWhen?: components["schemas"]["Condition"];
            /** @description Types of content accepted, told by the content and not by the name. */
            contentTypes: components["schemas"]["ContentType"][];
            /**
             * Format: int64
             * @description Largest file, in bytes; never above 10 MB.
             */
            maxBytes: number;
            /**
             * Format: int32
             * @description Most pages of a PDF.
             */
            maxPages?: number;
            /**
             * Format: int64
             * @description Most pixels of an image.
             */
            maxPixels?: number;
            /**
             * Format: int32
             * @description Most files.
             */
            maxFiles: number;
            /** @description Translated into the state language. */
            translation?: boolean;
            /** @description Legalised or apostilled. */
            apostille?: boolean;
            /** @description Authenticated by a notary or a consul. */
            notarised?: boolean;
            /** @description How old the original may be on the filing day. */
            originalNotOlder?: components["schemas"]["Span"];
            /** @description The picture's own rule, for a photograph. */
            photo?: components["schemas"]["PhotoRule"];
        };
        /** @description A document by which to look. */
        DocumentSearch: {
            /** @description Series and number; spaces, signs and the alphabet of look-alike letters do not matter. */
            number: components["schemas"]["DocumentNumber"];
            /**
             * @description Who issued it.
             * @example UKR
             */
            issuer?: string;
        };
        /** @description A signature that was asked for (C-29.3). */
        DocumentSigning: {
            /** @description The signing. */
            documentSigningId: components["schemas"]["DocumentSigningId"];
            /** @description The document. */
            documentId: components["schemas"]["DocumentId"];
            /** @description Where it stands. */
            state: components["schemas"]["DocumentSigningState"];
            /**
             * Format: uri
             * @description Where the signer's browser goes, while it is pending.
             * @example https://msign.gov.md/0196a1c4d0b77a3c8f3d1d0f7b6f3a52
             */
            handOverUrl?: string;
            /**
             * @description The service's words for the signer, where it failed.
             * @example Semnarea a fost refuzată.
             */
            message?: string;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            endedAt?: string;
        };
        /**
         * @description The identifier of a signature that was asked for.
         * @example sgn_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        DocumentSigningId: string;
        /**
         * @description Where a signature stands.
         * @enum {string}
         */
        DocumentSigningState: "Pending" | "Signed" | "Failed" | "Expired";
        /**
         * @description Where a document stands.
         * @enum {string}
         */
        DocumentStatus: "Frozen" | "Signing" | "Issued" | "Expired" | "Annulled" | "Abandoned";
        /** @description The latest document of a person. */
        DocumentSummary: {
            /** @description Its id. */
            foreignDocumentId: components["schemas"]["ForeignDocumentId"];
            /** @description What kind of document. */
            kind: components["schemas"]["ForeignDocumentKind"];
            /**
             * @description Who issued it.
             * @example TUR
             */
            issuer: string;
            /**
             * @description Series and number.
             * @example U 1234567
             */
            number: string;
            /**
             * Format: date
             * @description Day of issue.
             */
            issuedOn?: string;
            /**
             * Format: date
             * @description Last day of validity.
             */
            expiresOn?: string;
        };
        /**
         * @description What kind of document it is (classifier of issued documents, C-23).
         * @enum {string}
         */
        DocumentType: "Application" | "Proposal" | "Report" | "Confirmation" | "RecordSheet" | "Decision" | "RefusalDecision" | "Invitation" | "Attestation" | "NoticeLetter" | "Invoice";
        /** @description How often a document was verified. */
        DocumentVerifications: {
            /**
             * Format: int64
             * @description In all.
             * @example 3
             */
            total: number;
            /** @description A day, the latest first; at most the last hundred days on which it was. */
            days: components["schemas"]["VerificationDay"][];
        };
        /** @description A paper of the dossier that was drawn up; it waits for its signature. */
        DrawnPaper: {
            /** @description The document. */
            documentId: components["schemas"]["DocumentId"];
            /**
             * @description Its number.
             * @example RP-2026-000001
             */
            number: string;
        };
        /** @description Why two records may be of one person, with the reason in words. */
        DuplicateGround: {
            /** @description What was found. */
            code: components["schemas"]["DuplicateReason"];
            /**
             * Format: double
             * @description What it adds to the score; negative if it speaks against.
             */
            weight: number;
            /** @description The same for people. */
            text: components["schemas"]["Text"];
        };
        /**
         * @description How sure it is that two records are of one person.
         * @enum {string}
         */
        DuplicateLevel: "Possible" | "Likely" | "Certain";
        /**
         * @description What speaks for one person, or against.
         * @enum {string}
         */
        DuplicateReason: "SameIdnp" | "DifferentIdnp" | "SameDocument" | "SameName" | "SimilarName" | "DifferentName" | "SameBirthDate" | "CompatibleBirthDate" | "SwappedBirthDate" | "DifferentBirthDate" | "SharedCitizenship" | "DifferentCitizenship" | "DifferentSex";
        /** @description A course of studies that was completed. */
        Education: {
            /** @description Its level. */
            level: components["schemas"]["EducationLevel"];
            /**
             * @description Where.
             * @example Ege Üniversitesi
             */
            institution?: string;
            /**
             * @description In which country.
             * @example TUR
             */
            country?: string;
            /**
             * Format: int32
             * @description The year in which it ended.
             * @example 2014
             */
            completedIn?: number;
            /**
             * @description Scientific degree.
             * @example doctor în științe tehnice
             */
            scientificDegree?: string;
        };
        /**
         * @description Levels of education (ISCED 2011, grouped).
         * @enum {string}
         */
        EducationLevel: "Primary" | "Secondary" | "Vocational" | "Bachelor" | "Master" | "Doctorate";
        /**
         * @description The identifier of an entry of the journal.
         * @example jrn_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        EntryId: string;
        /** @description A line of the order that a submission would make. */
        ExpectedLine: {
            /**
             * @description Code of the fee.
             * @example state-fee
             */
            code: string;
            /** @description The reason. */
            reason: components["schemas"]["Text"];
            /** @description The amount. */
            amount: components["schemas"]["Money"];
        };
        /**
         * @description The identifier of an export of the journal.
         * @example jex_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        ExportId: string;
        /** @description How a term may be extended. */
        ExtensionRule: {
            /** @description By how much at a time. */
            by: components["schemas"]["Span"];
            /**
             * Format: int32
             * @description How many times.
             */
            times: number;
            /** @description On which ground. */
            ground: components["schemas"]["Text"];
        };
        /**
         * @description What the relative is to the person.
         * @enum {string}
         */
        FamilyLink: "Spouse" | "Parent" | "Child" | "Sibling" | "Grandparent" | "Grandchild" | "Guardian" | "Ward";
        /**
         * @description The identifier of a family link.
         * @example fam_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        FamilyLinkId: string;
        /** @description All family links of a person. */
        FamilyLinks: {
            /** @description The links, each as this person sees it. */
            familyLinks: components["schemas"]["PersonFamilyLink"][];
        };
        /**
         * @description What a fee is.
         * @enum {string}
         */
        FeeKind: "StateFee" | "ServiceTariff";
        /** @description A line of the price. A change of the amount is a new line of the same code, beginning the day after the old one ends. */
        FeeLine: {
            /** @description Its code; the same over its successive periods. */
            code: string;
            /** @description The reason, as the order shows it. */
            reason: components["schemas"]["Text"];
            /** @description Whom it goes to. */
            kind: components["schemas"]["FeeKind"];
            /** @description Whether the amount is public. */
            status?: components["schemas"]["Publicity"];
            /** @description The amount; absent only where it is not public, and then nothing is asked for. */
            amount?: components["schemas"]["Money"];
            /** @description The priorities for which it is owed. */
            priorities: components["schemas"]["ServicePriority"][];
            /** @description Owed only when this holds. */
            when?: components["schemas"]["Condition"];
            /** @description Owed once for each item of this group. */
            perItemOf?: string;
            /**
             * Format: date
             * @description First day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description Last day.
             */
            validTo?: string;
        };
        /**
         * @description The attributes of the objects "person" and "service request" that an answer can carry (Concept, par. 25).
         * @enum {string}
         */
        FieldAttribute: "BeneficiaryIdnp" | "BeneficiarySurname" | "BeneficiaryGivenName" | "BeneficiaryPatronymic" | "BeneficiarySex" | "BeneficiaryBirthDate" | "BeneficiaryBirthCountry" | "BeneficiaryCitizenship" | "BeneficiaryCivilStatus" | "BeneficiaryEducation" | "BeneficiaryTravelDocument" | "BeneficiaryAddress" | "Beneficiaries" | "RepresentativeIdnp" | "RelativeIdnp" | "Relatives" | "EntityIdno" | "Office" | "Email" | "Phone";
        /** @description A field with its value before and after. */
        FieldChange: {
            /**
             * @description Which field: a JSON pointer into the resource.
             * @example /attributes/civilStatus/status
             */
            field: string;
            /** @description Its value before; absent where there was none. */
            before?: unknown;
            /** @description Its value after; absent where it was removed. */
            after?: unknown;
        };
        /** @description A received file (document atașat): checked by its content, kept encrypted. */
        File: {
            /** @description The file. */
            fileId: components["schemas"]["FileId"];
            /** @description What it was sent for. */
            purpose: components["schemas"]["Purpose"];
            /**
             * @description As its sender names it.
             * @example pasaport.pdf
             */
            name: string;
            /**
             * @description By content: `application/pdf`, `image/jpeg` or `image/png`.
             * @example application/pdf
             */
            contentType: string;
            /**
             * Format: int64
             * @description In bytes.
             * @example 48213
             */
            size: number;
            /**
             * @description SHA-256 of the content, hexadecimal.
             * @example 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1
             */
            sha256: string;
            /**
             * Format: int32
             * @description Of a PDF.
             * @example 4
             */
            pages?: number;
            /**
             * Format: int32
             * @description Of an image, in pixels.
             * @example 354
             */
            width?: number;
            /**
             * Format: int32
             * @description Of an image, in pixels.
             * @example 472
             */
            height?: number;
            /**
             * @description Whether a malware scanner found it clean; false where this installation has none.
             * @example true
             */
            scanned: boolean;
            /**
             * Format: date-time
             * @description When it was complete.
             */
            createdAt: string;
        };
        /**
         * @description The identifier of a received file.
         * @example fil_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        FileId: string;
        /**
         * @description Who files.
         * @enum {string}
         */
        Filer: "Beneficiary" | "Representative" | "OtherPerson" | "LegalEntity";
        /**
         * @description Where a request is filed.
         * @enum {string}
         */
        FilingChannel: "EFiling" | "Counter" | "Post" | "Email";
        /** @description Who may file a service, and where. */
        FilingRule: {
            /** @description Where. */
            channels: components["schemas"]["FilingChannel"][];
            /** @description Who. */
            by: components["schemas"]["Filer"][];
            /** @description What else to know. */
            remarks?: components["schemas"]["Text"];
        };
        /** @description One thing that stands in the way. */
        Finding: {
            /**
             * @description Where: `/answers/<field>`, `/documents/<code>` or `/priority`.
             * @example /documents/photo
             */
            pointer: string;
            /**
             * @description Which rule.
             * @example document-missing
             */
            code: string;
            /** @description For people. */
            message: components["schemas"]["Text"];
        };
        /** @description Where a person's fingerprints are kept. */
        FingerprintReference: {
            /**
             * @description The system.
             * @example AFIS
             */
            system: string;
            /**
             * @description Their number there.
             * @example AF-2026-000117
             */
            reference: string;
            /**
             * Format: date
             * @description When they were taken.
             */
            takenOn?: string;
        };
        /** @description A document of another state. */
        ForeignDocument: {
            /** @description Its id. */
            foreignDocumentId: components["schemas"]["ForeignDocumentId"];
            /** @description What kind of document. */
            kind: components["schemas"]["ForeignDocumentKind"];
            /**
             * @description Who issued it.
             * @example TUR
             */
            issuer: string;
            /**
             * @description Series and number, as they were given.
             * @example U 1234567
             */
            number: string;
            /**
             * Format: date
             * @description Day of issue.
             */
            issuedOn?: string;
            /**
             * Format: date
             * @description Last day of validity.
             */
            expiresOn?: string;
            /** @description The authority that issued it. */
            authority?: string;
            /** @description The machine-readable zone, whose check digits fit. */
            mrz?: string;
            /** @description What an officer should look at. */
            findings: components["schemas"]["DocumentFinding"][];
            /** @description Its scanned image. */
            fileId?: components["schemas"]["FileId"];
            /**
             * Format: date-time
             * @description Since when it is on record.
             */
            recordedAt: string;
        };
        /**
         * @description The identifier of a document of another state.
         * @example fdo_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        ForeignDocumentId: string;
        /**
         * @description Kinds of documents of other states.
         * @enum {string}
         */
        ForeignDocumentKind: "Passport" | "OfficialPassport" | "IdentityCard" | "RefugeeTravelDocument" | "StatelessTravelDocument" | "EmergencyTravelDocument" | "ResidencePermit" | "BirthCertificate" | "SeamansBook" | "Other";
        /** @description All documents of other states of a person, those issued last first. */
        ForeignDocuments: {
            /** @description The documents. */
            foreignDocuments: components["schemas"]["ForeignDocument"][];
        };
        /**
         * @description The answers to the service's form, by the field's code. A patch removes an answer by null.
         * @example {
         *       "occupation": "Inginer"
         *     }
         */
        FormAnswers: {
            [key: string]: unknown;
        };
        /** @description One question of the form. Its code is the name of the answer; codes are unique in the whole form, groups included. */
        FormField: {
            /** @description Name of the answer. */
            code: string;
            /** @description The question. */
            label: components["schemas"]["Text"];
            /** @description How to answer it. */
            help?: components["schemas"]["Text"];
            /** @description Must be answered whenever it is asked. */
            required?: boolean;
            /** @description Must be answered when this holds. */
            requiredWhen?: components["schemas"]["Condition"];
            /** @description Is asked only when this holds; an answer to a question that was not asked is refused, so that no datum is kept without need. */
            visibleWhen?: components["schemas"]["Condition"];
            /** @description Which attribute of the request or of its beneficiary the answer is (Concept, par. 25). */
            attribute?: components["schemas"]["FieldAttribute"];
            /** @description What an answer is. */
            answer: components["schemas"]["AnswerType"];
        };
        /** @description A part of the form under one heading. */
        FormSection: {
            /** @description Its code, unique in the form. */
            code: string;
            /** @description Heading. */
            title: components["schemas"]["Text"];
            /** @description What to know before filling it in. */
            help?: components["schemas"]["Text"];
            /** @description Its fields, in the order in which they are asked. */
            fields: components["schemas"]["FormField"][];
        };
        /** @description The right that a favourable decision gives. */
        GrantedRight: {
            /** @description The kind of right. */
            right: components["schemas"]["RightKind"];
            /** @description The purpose, a code of the classifier `stay-purposes`. */
            purpose?: string;
            /** @description The longest time it may last. */
            atMost: components["schemas"]["Span"];
            /** @description It ends no later than the dates in these fields. */
            notBeyond?: components["schemas"]["CatalogueCode"][];
            /** @description The source. */
            basis: components["schemas"]["Text"];
        };
        /** @description A role and where it is held. */
        HeldRole: {
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @description The subdivision; absent where the role is not tied to one. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
        };
        /**
         * @description IDNP: state identification number of a person. Thirteen digits, the first 2 or 0, the last a check digit (weights 7, 3, 1).
         * @example 2004000123455
         */
        Idnp: string;
        /**
         * @description The Concept's input documents (par. 22, 1 to 9).
         * @enum {string}
         */
        InputDocument: "Application" | "TravelDocument" | "CivilStatus" | "RelativeCivilStatus" | "NonCitizenship" | "CriminalRecord" | "Dwelling" | "Other" | "Photo";
        /** @description An officer's declared conflict of interest: whatever concerns the person is not theirs to work on. */
        Interest: {
            /** @description The declaration. */
            interestId: components["schemas"]["InterestId"];
            /** @description The officer. */
            accountId: components["schemas"]["AccountId"];
            /** @description The person. */
            personId: components["schemas"]["PersonId"];
            /** @description Of what kind it is. */
            kind: components["schemas"]["InterestKind"];
            /**
             * Format: date-time
             * @description When it was declared.
             */
            declaredAt: string;
            /**
             * Format: date-time
             * @description When it ended; absent while it stands.
             */
            endedAt?: string;
        };
        /**
         * @description The identifier of a declared interest.
         * @example int_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        InterestId: string;
        /** @description A conflict of interest about to be declared. */
        InterestInput: {
            /** @description The person about whom the officer is not impartial. */
            personId: components["schemas"]["PersonId"];
            /** @description Of what kind the interest is. */
            kind: components["schemas"]["InterestKind"];
        };
        /**
         * @description Of what kind an interest is.
         * @enum {string}
         */
        InterestKind: "Family" | "Property" | "Employment" | "Other";
        /** @description Declarations, the newest first. */
        InterestList: {
            /** @description The declarations. */
            interests: components["schemas"]["Interest"][];
            /** @description For the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description An issued document (document emis de sistem, C-25.3). */
        IssuedDocument: {
            /** @description The document. */
            documentId: components["schemas"]["DocumentId"];
            /** @description What kind of document it is. */
            documentType: components["schemas"]["DocumentType"];
            /** @description The same for people. */
            title: components["schemas"]["Text"];
            /**
             * @description Its own number, given when it was frozen and never again.
             * @example AD-2026-000001
             */
            number: string;
            /**
             * @description The series of the number.
             * @example AD
             */
            series: string;
            /**
             * Format: int32
             * @description The year of the number (Europe/Chisinau).
             * @example 2026
             */
            year: number;
            /** @description Where it stands. */
            status: components["schemas"]["DocumentStatus"];
            /**
             * Format: date-time
             * @description Since when.
             */
            statusAt: string;
            /**
             * @description Why it was annulled or abandoned.
             * @example Emis din eroare.
             */
            statusReason?: string;
            /** @description What makes it authentic. */
            authentication: components["schemas"]["DocumentAuthentication"];
            /**
             * @description Why it is issued.
             * @example Cererea ADEV-2026-009120
             */
            reason: string;
            /**
             * Format: date-time
             * @description When its number was given and its text fixed.
             */
            frozenAt: string;
            /**
             * Format: date-time
             * @description When it was issued.
             */
            issuedAt?: string;
            /**
             * @description The user who issued it, as it names them.
             * @example CIOBANU Victor
             */
            issuedBy: string;
            /**
             * Format: date
             * @description The last day of its validity.
             * @example 2027-02-16
             */
            validUntil?: string;
            /**
             * @description The person that it is about.
             * @example per_01ja4ttz8ze3ks9nvd5efz1s8d
             */
            personId?: string;
            /** @description The request that it answers. */
            requestId?: components["schemas"]["RequestId"];
            /** @description The subdivision that issued it. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /** @description The document that it corrects. */
            rectifiesDocumentId?: components["schemas"]["DocumentId"];
            /**
             * Format: date-time
             * @description When it was corrected by another.
             */
            rectifiedAt?: string;
            /**
             * @description Why it was corrected, or corrects another.
             * @example Eroare materială în numele titularului.
             */
            rectificationReason?: string;
            /**
             * @description The code under which anyone can verify it.
             * @example 7KQ2-M9XW-4TB8-HN3D-CV5R-ZE6J-PA
             */
            verificationCode: string;
            /**
             * @description SHA-256 of the issued PDF, hexadecimal.
             * @example 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1
             */
            sha256?: string;
        };
        /** @description Entries, the latest first. */
        JournalEntries: {
            /** @description A page of them. */
            entries: components["schemas"]["JournalEntry"][];
            /** @description Where the next page begins; absent on the last. */
            nextCursor?: string;
        };
        /** @description One unit of work: who, when, for which office, on which legal ground, what, and whom it concerned. */
        JournalEntry: {
            /** @description The entry. */
            entryId: components["schemas"]["EntryId"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description `Person`, `Officer`, `System`; `Account` where a call was refused before more was known.
             * @example Officer
             */
            actorKind: string;
            /** @description The account; absent for the program's own work. */
            actorId?: components["schemas"]["AccountId"];
            /**
             * @description The actor's name.
             * @example LUNGU Andrei
             */
            actorName?: string;
            /** @description The session. */
            sessionId?: components["schemas"]["SessionId"];
            /**
             * @description The role used.
             * @example Examiner
             */
            role?: string;
            /** @description The subdivision acted for. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /**
             * @description The operation of this contract (its operationId), or the program's name for work of its own.
             * @example readRequest
             */
            operation: string;
            /** @description How it ended. */
            outcome: components["schemas"]["JournalOutcome"];
            /**
             * @description Why it was refused.
             * @example forbidden
             */
            problem?: string;
            /**
             * @description Code of the legal ground.
             * @example LAW-200-2010-EXAMINATION
             */
            legalBasis?: string;
            /**
             * @description The purpose in words.
             * @example verificarea dosarului
             */
            legalReason?: string;
            /** @description Whether it is withheld from the persons until lifted. */
            undisclosed: boolean;
            /** @description The persons concerned. */
            personIds: components["schemas"]["SubjectId"][];
            /** @description What was read or written. */
            objects: components["schemas"]["JournalObject"][];
            /**
             * @description Quoted in the answer that the caller got.
             * @example 0196a1c4d0b77a3c8f3d1d0f7b6f3a52
             */
            traceId: string;
        };
        /** @description An entry with the digests of what it wrote, and the proof that it is sealed. */
        JournalEntryProof: {
            /** @description The entry. */
            entry: components["schemas"]["JournalEntry"];
            /** @description Digests of the row versions written. */
            writes: components["schemas"]["JournalWrite"][];
            /** @description Digests that stand in place of earlier ones, because personal data whose term had ended was overwritten. */
            redactions: components["schemas"]["JournalWrite"][];
            /**
             * @description The entry as one line of canonical JSON: what its leaf is made of.
             * @example {"line":"entry"}
             */
            line: string;
            /** @description Absent for the few seconds until it is sealed. */
            inclusion?: components["schemas"]["JournalInclusion"];
        };
        /** @description An export: all seals that hold an entry of the period, whole, so that it verifies without this system. */
        JournalExport: {
            /** @description The export. */
            exportId: components["schemas"]["ExportId"];
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            createdAt: string;
            /** @description By whom. */
            createdBy: components["schemas"]["AccountId"];
            /**
             * Format: date-time
             * @description The period's first instant.
             */
            from: string;
            /**
             * Format: date-time
             * @description Its end, excluded.
             */
            to: string;
            /**
             * Format: int64
             * @description The first seal in it; absent where the period has no sealed entry.
             * @example 1
             */
            firstSeal?: number;
            /**
             * Format: int64
             * @description The last.
             * @example 17
             */
            lastSeal?: number;
            /**
             * Format: int64
             * @description Entries in it.
             * @example 240
             */
            entries: number;
            /**
             * Format: int64
             * @description Entries of the period that were not sealed yet and are not in it; ask again a minute later.
             * @example 0
             */
            waiting: number;
        };
        /** @description That an entry is in a seal, provable without the other entries (RFC 9162, 2.1.3). */
        JournalInclusion: {
            /**
             * Format: int32
             * @description The leaf's place, from 0.
             * @example 3
             */
            position: number;
            /**
             * @description The leaf: SHA-256 over a zero byte and the entry's `line`.
             * @example 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
             */
            leaf: string;
            /** @description Hashes from the leaf to the tree's root, nearest first. */
            path: string[];
            /** @description The seal. */
            seal: components["schemas"]["JournalSeal"];
        };
        /** @description A public key that seals are verified with. */
        JournalKey: {
            /**
             * @description Its name: the first 16 hexadecimal digits of its SHA-256.
             * @example 9f86d081884c7d65
             */
            keyId: string;
            /**
             * @description Always `Ed25519`.
             * @example Ed25519
             */
            algorithm: string;
            /**
             * @description The 32 bytes in base64.
             * @example 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
             */
            publicKey: string;
            /** @description Whether new seals are signed with it. */
            current: boolean;
        };
        /** @description All public keys of seals, the current one first. */
        JournalKeys: {
            /** @description The keys. */
            keys: components["schemas"]["JournalKey"][];
        };
        /** @description Something that was read or written. */
        JournalObject: {
            /**
             * @description `Read` or `Write`.
             * @example Read
             */
            access: string;
            /**
             * @description What kind of thing.
             * @example Request
             */
            kind: string;
            /**
             * @description Which.
             * @example req_01ja4ttz8ze3ks9nvd5efz1s8d
             */
            id: string;
        };
        /**
         * @description How the work ended.
         * @enum {string}
         */
        JournalOutcome: "Done" | "Refused";
        /** @description A seal over a batch of entries: a Merkle root, chained to the seal before and signed. */
        JournalSeal: {
            /**
             * Format: int64
             * @description Counts from 1 without gaps.
             * @example 17
             */
            number: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            sealedAt: string;
            /**
             * Format: int32
             * @description How many entries it seals.
             * @example 8
             */
            entries: number;
            /**
             * @description The chain before it, in hexadecimal; zeros before the first.
             * @example 0000000000000000000000000000000000000000000000000000000000000000
             */
            previousRoot: string;
            /**
             * @description Root of the tree of its entries (RFC 6962).
             * @example 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
             */
            treeRoot: string;
            /**
             * @description The chain with it.
             * @example ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
             */
            root: string;
            /**
             * @description The key that signed it.
             * @example 9f86d081884c7d65
             */
            keyId: string;
            /**
             * @description The seal as one line of canonical JSON. Without its member `signature` it is what is signed (Ed25519).
             * @example {"line":"seal"}
             */
            line: string;
        };
        /** @description Seals, the latest first. */
        JournalSeals: {
            /** @description A page of them. */
            seals: components["schemas"]["JournalSeal"][];
            /** @description Where the next page begins; absent on the last. */
            nextCursor?: string;
        };
        /**
         * @description What to look for in the journal.
         * @example {
         *       "from": "2026-11-01T00:00:00Z",
         *       "to": "2026-12-01T00:00:00Z",
         *       "operation": "readCurrentSession"
         *     }
         */
        JournalSearch: {
            /**
             * Format: date-time
             * @description First instant of the period.
             * @example 2026-11-01T00:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description Its end, excluded; at most 366 days later.
             * @example 2026-12-01T00:00:00Z
             */
            to: string;
            /** @description The account that acted. */
            actorId?: components["schemas"]["AccountId"];
            /** @description The person concerned. */
            personId?: components["schemas"]["SubjectId"];
            /**
             * @description The operation (operationId).
             * @example readCurrentSession
             */
            operation?: string;
            /** @description How it ended. */
            outcome?: components["schemas"]["JournalOutcome"];
            /**
             * @description Code of the legal ground.
             * @example LAW-200-2010-EXAMINATION
             */
            legalBasis?: string;
            /**
             * Format: int32
             * @description Rows at most.
             * @default 25
             * @example 25
             */
            limit: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
        };
        /** @description A digest of a row version that the work wrote. */
        JournalWrite: {
            /**
             * @description The table.
             * @example requests
             */
            relation: string;
            /**
             * Format: uuid
             * @description The row's own key.
             */
            rowId: string;
            /**
             * Format: int32
             * @description Which version of it.
             * @example 1
             */
            rowVersion: number;
            /**
             * @description Salted SHA-256 of the row, in hexadecimal.
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            digest: string;
        };
        /**
         * @description Kinds of key.
         * @enum {string}
         */
        KeyKind: "OKP" | "EC" | "RSA";
        /**
         * @description A language in which the platform speaks to people (ISO 639-1).
         * @enum {string}
         */
        Language: "ro" | "ru" | "en";
        /** @description Names in Latin script. */
        LatinNames: {
            /**
             * @description Surname.
             * @example TURCAN
             */
            surname?: string;
            /**
             * @description Given names.
             * @example IULIA
             */
            givenNames?: string;
            /**
             * @description Patronymic.
             * @example ION
             */
            patronymic?: string;
        };
        /** @description An act that a service rests on. */
        LegalBasis: {
            /** @description The act, as cited: "Legea nr. 200/2010". */
            act: string;
            /** @description Its articles, where known. */
            article?: string;
            /** @description What it says of the service. */
            text: components["schemas"]["Text"];
            /** @description The code that `Legal-Basis` headers use for it, from the classifier `legal-grounds`. */
            legalGround?: string;
        };
        /**
         * @description Whose account is to be made.
         * @enum {string}
         */
        MadeAccountKind: "Officer" | "System";
        /** @description Two records made one. */
        MergedPersons: {
            /** @description The record that stays, as it now is. */
            person: components["schemas"]["Person"];
            /** @description The record that was given up; it can still be read and leads here. */
            mergedPersonId: components["schemas"]["PersonId"];
            /** @description What the two said differently: what holds and what stepped back. For the officer to look at. */
            contradictions: components["schemas"]["Contradiction"][];
        };
        /** @description A message in the cabinet. */
        Message: {
            /** @description The message. */
            messageId: components["schemas"]["MessageId"];
            /** @description What it is about. */
            requestId?: components["schemas"]["RequestId"];
            /**
             * @description What kind of news it brings.
             * @example RequestDecided
             */
            kind: string;
            /** @description Its title. */
            title: components["schemas"]["Text"];
            /** @description Its text. */
            text: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description When it was put there.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was first read.
             */
            readAt?: string;
        };
        /**
         * @description The identifier of a message.
         * @example msg_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        MessageId: string;
        /** @description A page of messages, newest first. */
        MessageList: {
            /** @description The messages. */
            messages: components["schemas"]["Message"][];
            /**
             * @description The next page.
             * @example AQIDBA
             */
            nextCursor?: string;
        };
        /**
         * @description An amount in Moldovan lei.
         * @example {
         *       "amount": "450.00",
         *       "currency": "MDL"
         *     }
         */
        Money: {
            amount: string;
            /** @enum {string} */
            currency: "MDL";
        };
        /** @description An entry into the country, or an exit. */
        Movement: {
            /** @description In or out. */
            direction: components["schemas"]["MovementDirection"];
            /**
             * Format: date
             * @description The day.
             */
            on: string;
            /**
             * @description Where the border was crossed.
             * @example Aeroportul Internațional Chișinău
             */
            crossingPoint?: string;
        };
        /**
         * @description In or out.
         * @enum {string}
         */
        MovementDirection: "Entry" | "Exit";
        /**
         * @description Why a part of the name is absent.
         * @enum {string}
         */
        NameAbsence: "None" | "NotStated" | "Unknown";
        /**
         * @description Whether something can be done without.
         * @enum {string}
         */
        Necessity: "Required" | "Advisory";
        /**
         * @description An address to be put on record.
         * @example {
         *       "kind": "Residence",
         *       "country": "MDA",
         *       "region": "Chișinău",
         *       "locality": "Chișinău",
         *       "sector": "Botanica",
         *       "street": "bd. Dacia",
         *       "house": "16",
         *       "block": "2",
         *       "apartment": "45",
         *       "validFrom": "2026-09-01",
         *       "basis": "Contract de locațiune din 28.08.2026"
         *     }
         */
        NewAddress: {
            /** @description Domicile or residence. */
            kind: components["schemas"]["AddressKind"];
            /**
             * @description Country: ISO 3166 alpha-3.
             * @example MDA
             */
            country: string;
            /**
             * @description District, county or region.
             * @example Chișinău
             */
            region?: string;
            /**
             * @description Town or village.
             * @example Chișinău
             */
            locality?: string;
            /**
             * @description Sector of the town.
             * @example Botanica
             */
            sector?: string;
            /**
             * @description Street.
             * @example bd. Dacia
             */
            street?: string;
            /**
             * @description Number of the house.
             * @example 16
             */
            house?: string;
            /**
             * @description Block.
             * @example 2
             */
            block?: string;
            /**
             * @description Apartment.
             * @example 45
             */
            apartment?: string;
            /**
             * @description Postal code.
             * @example MD-2038
             */
            postalCode?: string;
            /**
             * Format: date
             * @description The first day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description The day on which it no longer holds; absent while it lasts.
             */
            validTo?: string;
            /**
             * @description What it rests on (a lease, a title, a host's consent).
             * @example Contract de locațiune din 28.08.2026
             */
            basis?: string;
            /**
             * @description Why it is put on record, for the history.
             * @example Cerere la ghișeu
             */
            reason?: string;
        };
        /** @description Where and when the decision was appealed against. */
        NewAppeal: {
            /**
             * @description The body or court.
             * @example Judecătoria Chișinău
             */
            body: string;
            /**
             * @description The case's number.
             * @example 3-1234/2026
             */
            number?: string;
            /**
             * Format: date
             * @description The day on which it was filed.
             * @example 2026-11-16
             */
            filedOn: string;
        };
        /** @description A file, and which of the service's documents it is. */
        NewAttachment: {
            /**
             * @description Which document of the service.
             * @example identity-document
             */
            documentCode: string;
            /** @description A file that the caller has uploaded. */
            fileId: components["schemas"]["FileId"];
            /**
             * @description The document's name.
             * @example Pașaport
             */
            name: string;
            /**
             * @description Its number.
             * @example U12345678
             */
            number?: string;
            /**
             * Format: date
             * @description Its date.
             */
            issuedOn?: string;
            /**
             * @description Its issuer.
             * @example Nüfus Müdürlüğü
             */
            issuer?: string;
        };
        /** @description The head's decision. */
        NewDecision: {
            /** @description As proposed; another outcome needs another proposal. */
            outcome: components["schemas"]["RequestOutcome"];
            /**
             * @description The position of whoever signs, as the act prints it.
             * @example Șef al Direcției regionale Centru
             */
            position: string;
        };
        /** @description How the signer comes back. */
        NewDocumentSigning: {
            /**
             * Format: uri
             * @description Where the signer's browser is sent afterwards; of the platform's own address or of a registered client's. `documentId`,
             *     `documentSigningId` and `state` are added to its query.
             * @example http://127.0.0.1:8080/signed
             */
            returnUrl: string;
        };
        /**
         * @description A family link to be put on record.
         * @example {
         *       "relativeId": "per_01ja4ttz8ze3ks9nvd5efz1s8d",
         *       "link": "Spouse",
         *       "since": "2019-07-06",
         *       "basis": "Certificat de căsătorie nr. 312/2019"
         *     }
         */
        NewFamilyLink: {
            /** @description The relative. */
            relativeId: components["schemas"]["PersonId"];
            /** @description What the relative is to the person. */
            link: components["schemas"]["FamilyLink"];
            /**
             * Format: date
             * @description Since when.
             */
            since?: string;
            /**
             * Format: date
             * @description Until when; absent while it lasts.
             */
            until?: string;
            /**
             * @description The act that states it.
             * @example Certificat de căsătorie nr. 312/2019
             */
            basis?: string;
            /**
             * @description Why it is put on record, for the history.
             * @example Cerere de reîntregire a familiei
             */
            reason?: string;
        };
        /**
         * @description A document to be put on record. With the text of its machine-readable zone, issuer, number and expiry are taken from there.
         * @example {
         *       "kind": "Passport",
         *       "issuer": "TUR",
         *       "number": "U 1234567",
         *       "issuedOn": "2021-03-02",
         *       "expiresOn": "2031-03-01",
         *       "authority": "İzmir"
         *     }
         */
        NewForeignDocument: {
            /** @description What kind of document. */
            kind: components["schemas"]["ForeignDocumentKind"];
            /**
             * @description Who issued it: ISO 3166 alpha-3 or a code of ICAO Doc 9303. May be left out where `mrz` is given.
             * @example TUR
             */
            issuer?: string;
            /** @description Series and number. May be left out where `mrz` is given. */
            number?: components["schemas"]["DocumentNumber"];
            /**
             * Format: date
             * @description Day of issue.
             */
            issuedOn?: string;
            /**
             * Format: date
             * @description Last day of validity.
             */
            expiresOn?: string;
            /**
             * @description The authority that issued it.
             * @example İzmir
             */
            authority?: string;
            /**
             * @description The machine-readable zone as it is printed (ICAO Doc 9303); its check digits must fit.
             * @example P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
             *     L898902C36UTO7408122F1204159ZE184226B<<<<<10
             */
            mrz?: string;
            /** @description Its scanned image. */
            fileId?: components["schemas"]["FileId"];
            /**
             * @description Why it is put on record, for the history.
             * @example Prezentat la ghișeu
             */
            reason?: string;
        };
        /** @description The period of an export. */
        NewJournalExport: {
            /**
             * Format: date-time
             * @description First instant of the period.
             * @example 2026-11-01T00:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description Its end, excluded; not in the future.
             * @example 2026-11-02T00:00:00Z
             */
            to: string;
        };
        /** @description A photograph of a person. */
        NewPhoto: {
            /** @description The file that was uploaded. */
            fileId: components["schemas"]["FileId"];
            /**
             * Format: date
             * @description When it was taken.
             */
            takenOn?: string;
            /**
             * @description Why it is put on record, for the history.
             * @example Captare biometrică la ghișeu
             */
            reason?: string;
        };
        /** @description The examiner's reasoned proposal. */
        NewProposal: {
            /** @description What is proposed. */
            outcome: components["schemas"]["RequestOutcome"];
            /**
             * @description The facts found.
             * @example Solicitantul deține un contract individual de muncă.
             */
            facts: string;
            /**
             * @description The reasons in law.
             * @example Condițiile art. 36 sunt îndeplinite.
             */
            reasons: string;
            /** @description The legal conditions that are not met; at least one where the proposal is unfavourable. */
            conditionsNotMet?: components["schemas"]["ConditionNotMet"][];
            /**
             * Format: date
             * @description Until when the right would last, where the proposal is favourable.
             * @example 2027-11-15
             */
            validUntil?: string;
        };
        /** @description Who draws it up. */
        NewRecordSheet: {
            /**
             * @description The officer's position, as the sheet prints it.
             * @example Inspector principal
             */
            position: string;
        };
        /** @description An officer's report. */
        NewReport: {
            /**
             * @description What it is about.
             * @example Verificarea locului de muncă
             */
            subject: string;
            /**
             * @description What was found, a paragraph a line.
             * @example Angajatorul își desfășoară activitatea la adresa declarată.
             */
            findings: string;
            /**
             * @description What follows from it, a point a line.
             * @example Nu sunt temeiuri de refuz.
             */
            conclusions: string;
            /**
             * @description The officer's position, as the report prints it.
             * @example Inspector principal
             */
            position: string;
        };
        /** @description What is asked for, by whom, for whom. */
        NewRequest: {
            /**
             * @description The service.
             * @example legal-status-attestation
             */
            serviceCode: string;
            /** @description How quickly. */
            priority?: components["schemas"]["ServicePriority"];
            /** @description Who files it. */
            filedBy: components["schemas"]["Filer"];
            /** @description Whom it is for, where a representative files it: somebody the caller may act for. */
            beneficiaryId?: components["schemas"]["PersonId"];
            /**
             * @description The legal entity that files it.
             * @example 1018600000127
             */
            legalEntityIdno?: string;
            /** @description First answers to the service's form; they are checked for types only until it is submitted. */
            answers?: components["schemas"]["FormAnswers"];
        };
        /**
         * @description The first version of a new service; it is kept as a concept.
         * @example {
         *       "code": "file-extract",
         *       "domainCode": "EXT",
         *       "version": 1,
         *       "concept": true,
         *       "texts": {
         *         "title": {
         *           "ro": "Extras din dosar",
         *           "ru": "Выписка из дела",
         *           "en": "Extract from a file"
         *         },
         *         "description": {
         *           "ro": "Un extras din dosarul propriu.",
         *           "ru": "Выписка из собственного дела.",
         *           "en": "An extract from one's own file."
         *         },
         *         "whatYouGet": {
         *           "ro": "Extrasul, ca document electronic.",
         *           "ru": "Выписка в виде электронного документа.",
         *           "en": "The extract as an electronic document."
         *         },
         *         "how": {
         *           "ro": "Indicați numărul dosarului.",
         *           "ru": "Укажите номер дела.",
         *           "en": "Give the number of the file."
         *         }
         *       },
         *       "legalBasis": [
         *         {
         *           "act": "Legea nr. 200/2010 privind regimul străinilor în Republica Moldova",
         *           "text": {
         *             "ro": "Evidența străinilor.",
         *             "ru": "Учёт иностранцев.",
         *             "en": "Keeping the record of foreigners."
         *           }
         *         }
         *       ],
         *       "filing": {
         *         "channels": [
         *           "EFiling",
         *           "Counter"
         *         ],
         *         "by": [
         *           "Beneficiary"
         *         ]
         *       },
         *       "beneficiary": "Foreigner",
         *       "dossier": false,
         *       "priorities": [
         *         {
         *           "priority": "Normal",
         *           "label": {
         *             "ro": "Obișnuit",
         *             "ru": "Обычный",
         *             "en": "Ordinary"
         *           }
         *         }
         *       ],
         *       "offices": [
         *         "CHI",
         *         "BAL"
         *       ],
         *       "form": [
         *         {
         *           "code": "file",
         *           "title": {
         *             "ro": "Dosarul",
         *             "ru": "Дело",
         *             "en": "The file"
         *           },
         *           "fields": [
         *             {
         *               "code": "fileNumber",
         *               "label": {
         *                 "ro": "Numărul dosarului",
         *                 "ru": "Номер дела",
         *                 "en": "Number of the file"
         *               },
         *               "required": true,
         *               "answer": {
         *                 "type": "Text",
         *                 "maxLength": 40
         *               }
         *             },
         *             {
         *               "code": "pages",
         *               "label": {
         *                 "ro": "Câte pagini",
         *                 "ru": "Сколько страниц",
         *                 "en": "How many pages"
         *               },
         *               "answer": {
         *                 "type": "Integer",
         *                 "min": 1,
         *                 "max": 100
         *               }
         *             }
         *           ]
         *         }
         *       ],
         *       "fees": [
         *         {
         *           "code": "extract-tariff",
         *           "reason": {
         *             "ro": "Tariful extrasului",
         *             "ru": "Тариф за выписку",
         *             "en": "Tariff of the extract"
         *           },
         *           "kind": "ServiceTariff",
         *           "amount": {
         *             "amount": "60.00",
         *             "currency": "MDL"
         *           },
         *           "priorities": [
         *             "Normal"
         *           ],
         *           "validFrom": "2026-01-01"
         *         }
         *       ],
         *       "terms": [
         *         {
         *           "priority": "Normal",
         *           "length": {
         *             "amount": 5,
         *             "unit": "WorkingDays"
         *           },
         *           "starts": "Registration",
         *           "pauses": true,
         *           "basis": {
         *             "ro": "Ordinul inspectoratului",
         *             "ru": "Приказ инспектората",
         *             "en": "The inspectorate's order"
         *           },
         *           "validFrom": "2026-01-01"
         *         }
         *       ],
         *       "stages": [
         *         {
         *           "stage": "Filing",
         *           "actor": "Applicant"
         *         },
         *         {
         *           "stage": "Payment",
         *           "actor": "Applicant"
         *         },
         *         {
         *           "stage": "Registration",
         *           "actor": "Registrar"
         *         },
         *         {
         *           "stage": "Decision",
         *           "actor": "Head"
         *         },
         *         {
         *           "stage": "Notification",
         *           "actor": "System"
         *         },
         *         {
         *           "stage": "Closing",
         *           "actor": "System"
         *         }
         *       ],
         *       "decision": {
         *         "by": "Official",
         *         "decidedBy": "Head"
         *       },
         *       "results": [
         *         {
         *           "code": "extract",
         *           "outcome": "Favourable",
         *           "template": "attestation",
         *           "authentication": "Signed"
         *         },
         *         {
         *           "code": "refusal",
         *           "outcome": "Unfavourable",
         *           "template": "decision-refusal",
         *           "authentication": "Signed"
         *         }
         *       ]
         *     }
         */
        NewService: components["schemas"]["ServiceDefinition"];
        /**
         * @description A further version of a service; it is kept as a concept.
         * @example {
         *       "code": "invitation",
         *       "domainCode": "INV",
         *       "version": 2,
         *       "concept": true,
         *       "texts": {
         *         "title": {
         *           "ro": "Extras din dosar",
         *           "ru": "Выписка из дела",
         *           "en": "Extract from a file"
         *         },
         *         "description": {
         *           "ro": "Un extras din dosarul propriu.",
         *           "ru": "Выписка из собственного дела.",
         *           "en": "An extract from one's own file."
         *         },
         *         "whatYouGet": {
         *           "ro": "Extrasul, ca document electronic.",
         *           "ru": "Выписка в виде электронного документа.",
         *           "en": "The extract as an electronic document."
         *         },
         *         "how": {
         *           "ro": "Indicați numărul dosarului.",
         *           "ru": "Укажите номер дела.",
         *           "en": "Give the number of the file."
         *         }
         *       },
         *       "legalBasis": [
         *         {
         *           "act": "Legea nr. 200/2010 privind regimul străinilor în Republica Moldova",
         *           "text": {
         *             "ro": "Evidența străinilor.",
         *             "ru": "Учёт иностранцев.",
         *             "en": "Keeping the record of foreigners."
         *           }
         *         }
         *       ],
         *       "filing": {
         *         "channels": [
         *           "EFiling",
         *           "Counter"
         *         ],
         *         "by": [
         *           "Beneficiary"
         *         ]
         *       },
         *       "beneficiary": "Foreigner",
         *       "dossier": false,
         *       "priorities": [
         *         {
         *           "priority": "Normal",
         *           "label": {
         *             "ro": "Obișnuit",
         *             "ru": "Обычный",
         *             "en": "Ordinary"
         *           }
         *         }
         *       ],
         *       "offices": [
         *         "CHI",
         *         "BAL"
         *       ],
         *       "form": [
         *         {
         *           "code": "file",
         *           "title": {
         *             "ro": "Dosarul",
         *             "ru": "Дело",
         *             "en": "The file"
         *           },
         *           "fields": [
         *             {
         *               "code": "fileNumber",
         *               "label": {
         *                 "ro": "Numărul dosarului",
         *                 "ru": "Номер дела",
         *                 "en": "Number of the file"
         *               },
         *               "required": true,
         *               "answer": {
         *                 "type": "Text",
         *                 "maxLength": 40
         *               }
         *             },
         *             {
         *               "code": "pages",
         *               "label": {
         *                 "ro": "Câte pagini",
         *                 "ru": "Сколько страниц",
         *                 "en": "How many pages"
         *               },
         *               "answer": {
         *                 "type": "Integer",
         *                 "min": 1,
         *                 "max": 100
         *               }
         *             }
         *           ]
         *         }
         *       ],
         *       "fees": [
         *         {
         *           "code": "extract-tariff",
         *           "reason": {
         *             "ro": "Tariful extrasului",
         *             "ru": "Тариф за выписку",
         *             "en": "Tariff of the extract"
         *           },
         *           "kind": "ServiceTariff",
         *           "amount": {
         *             "amount": "60.00",
         *             "currency": "MDL"
         *           },
         *           "priorities": [
         *             "Normal"
         *           ],
         *           "validFrom": "2026-01-01"
         *         }
         *       ],
         *       "terms": [
         *         {
         *           "priority": "Normal",
         *           "length": {
         *             "amount": 5,
         *             "unit": "WorkingDays"
         *           },
         *           "starts": "Registration",
         *           "pauses": true,
         *           "basis": {
         *             "ro": "Ordinul inspectoratului",
         *             "ru": "Приказ инспектората",
         *             "en": "The inspectorate's order"
         *           },
         *           "validFrom": "2026-01-01"
         *         }
         *       ],
         *       "stages": [
         *         {
         *           "stage": "Filing",
         *           "actor": "Applicant"
         *         },
         *         {
         *           "stage": "Payment",
         *           "actor": "Applicant"
         *         },
         *         {
         *           "stage": "Registration",
         *           "actor": "Registrar"
         *         },
         *         {
         *           "stage": "Decision",
         *           "actor": "Head"
         *         },
         *         {
         *           "stage": "Notification",
         *           "actor": "System"
         *         },
         *         {
         *           "stage": "Closing",
         *           "actor": "System"
         *         }
         *       ],
         *       "decision": {
         *         "by": "Official",
         *         "decidedBy": "Head"
         *       },
         *       "results": [
         *         {
         *           "code": "extract",
         *           "outcome": "Favourable",
         *           "template": "attestation",
         *           "authentication": "Signed"
         *         },
         *         {
         *           "code": "refusal",
         *           "outcome": "Unfavourable",
         *           "template": "decision-refusal",
         *           "authentication": "Signed"
         *         }
         *       ]
         *     }
         */
        NewServiceVersion: components["schemas"]["ServiceDefinition"];
        /** @description A file that is about to be sent. */
        NewUpload: {
            /** @description What it is sent for; that also says what may be sent. */
            purpose: components["schemas"]["Purpose"];
            /**
             * @description Its name, without folders and signs that are not seen: a name that reads otherwise than it is written (`gpj.exe` for `exe.jpg`)
             *     is refused.
             * @example pasaport.pdf
             */
            name: string;
            /**
             * Format: int64
             * @description In bytes. More than the purpose allows (10 MB) is 413, which names the bound.
             * @example 4
             */
            size: number;
            /** @description What it is: `application/pdf`, `image/jpeg`, `image/png`; compared with the content on completion. */
            contentType: components["schemas"]["UploadContentType"];
            /**
             * @description SHA-256 of the whole content, hexadecimal; compared on completion where it is given.
             * @example 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1
             */
            sha256?: string;
        };
        /** @description The body's answer. */
        OpinionGiven: {
            /** @description Whether it is favourable. */
            favourable: boolean;
            /**
             * @description The reasons.
             * @example Nu există obiecții.
             */
            reasons: string;
        };
        /** @description What is owed for a request, what was paid, what goes back (nota de plată). */
        Order: {
            /** @description The order. */
            orderId: components["schemas"]["OrderId"];
            /** @description The request it is for. */
            requestId: components["schemas"]["RequestId"];
            /**
             * @description How MPay and payers know it; it may be typed at a terminal.
             * @example 7KQ2-M0XD-94TB-WZ1C
             */
            orderKey: string;
            /** @description Where it stands. */
            status: components["schemas"]["OrderStatus"];
            /**
             * @description What for.
             * @example Acordarea dreptului de ședere provizorie în scop de muncă
             */
            reason: string;
            /**
             * @description Who pays.
             * @example YILMAZ Emre
             */
            customerName: string;
            /** @description What is owed, line by line. */
            lines: components["schemas"]["PayableLine"][];
            /** @description What is owed in all. */
            total: components["schemas"]["Money"];
            /** @description What of the money received belongs to the order. */
            amountPaid: components["schemas"]["Money"];
            /** @description What is still due; the request is registered when it is zero. */
            amountDue: components["schemas"]["Money"];
            /** @description What came in too much and has not been ordered back yet. */
            refundDue: components["schemas"]["Money"];
            /** @description Refunds that were ordered. */
            refunds: components["schemas"]["Refund"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            issuedAt: string;
            /**
             * Format: date-time
             * @description Until when it can be paid.
             */
            dueAt: string;
            /**
             * Format: uri
             * @description Where the payer's browser posts `paymentFields`; absent where nothing can be paid.
             * @example https://mpay.gov.md/service/pay
             */
            paymentUrl?: string;
            /** @description The fields of that form, in order. Coming back proves nothing: read the order. */
            paymentFields?: components["schemas"]["PaymentField"][];
            /** @description Invoices that MPay knows and has not confirmed as paid. */
            unconfirmedInvoices?: string[];
        };
        /**
         * @description The identifier of an order.
         * @example ord_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        OrderId: string;
        /** @description A line of an order. Its sum is `amount` times `quantity`. */
        OrderLine: {
            /** @description Code of the fee. */
            code: string;
            /** @description The reason. */
            reason: components["schemas"]["Text"];
            /** @description Whom it goes to. */
            kind: components["schemas"]["FeeKind"];
            /** @description The amount of one. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description How many; one unless the fee is owed for each item of a group.
             */
            quantity: number;
        };
        /** @description One page of orders. */
        OrderList: {
            /** @description The orders, newest first. */
            orders: components["schemas"]["OrderSummary"][];
            /** @description Where the next page begins; absent on the last. */
            nextCursor?: string;
        };
        /**
         * @description Where an order stands, in MPay's words.
         * @enum {string}
         */
        OrderStatus: "Active" | "PartiallyPaid" | "Paid" | "Completed" | "Expired" | "Cancelled" | "Refunding" | "Refunded";
        /** @description An order in a list. */
        OrderSummary: {
            /** @description The order. */
            orderId: components["schemas"]["OrderId"];
            /** @description The request it is for. */
            requestId: components["schemas"]["RequestId"];
            /**
             * @description How MPay and payers know it.
             * @example 7KQ2-M0XD-94TB-WZ1C
             */
            orderKey: string;
            /** @description Where it stands. */
            status: components["schemas"]["OrderStatus"];
            /**
             * @description What for.
             * @example Acordarea dreptului de ședere provizorie în scop de muncă
             */
            reason: string;
            /** @description What is owed in all. */
            total: components["schemas"]["Money"];
            /** @description What is still due. */
            amountDue: components["schemas"]["Money"];
            /** @description What came in too much and has not been ordered back yet. */
            refundDue: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            issuedAt: string;
            /**
             * Format: date-time
             * @description Until when it can be paid.
             */
            dueAt: string;
        };
        /**
         * @description A scheme, a host and a port.
         * @example https://efiling.example.md
         */
        Origin: string;
        /** @description A name of another time or in another spelling. */
        OtherName: {
            /** @description What it is. */
            kind: components["schemas"]["OtherNameKind"];
            /**
             * @description Surname.
             * @example Цуркан
             */
            surname?: string;
            /**
             * @description Given names.
             * @example Юлия
             */
            givenNames?: string;
            /**
             * @description Patronymic.
             * @example Ивановна
             */
            patronymic?: string;
        };
        /**
         * @description What another name is.
         * @enum {string}
         */
        OtherNameKind: "Birth" | "Former" | "Alias" | "Spelling";
        /**
         * @description What happens when a row of the table does not hold.
         * @enum {string}
         */
        Otherwise: "Refuse" | "ReferToOfficer";
        /** @description A line of an order. */
        PayableLine: {
            /**
             * @description The fee's code in the catalogue.
             * @example state-fee
             */
            code: string;
            /** @description Whom it goes to. */
            kind: components["schemas"]["FeeKind"];
            /**
             * @description The reason, in Romanian.
             * @example Taxa de stat: acordarea dreptului de ședere provizorie la muncă
             */
            reason: string;
            /** @description What it asks for. */
            amount: components["schemas"]["Money"];
            /** @description What of it is still due. */
            amountDue: components["schemas"]["Money"];
        };
        /** @description A payment as MPay told of it. */
        Payment: {
            /**
             * @description MPay's id of the payment.
             * @example 0b6f7c3e-5d0e-4f57-a0a5-9a1c3c1d2e4f
             */
            paymentId: string;
            /**
             * @description MPay's invoice.
             * @example INV-2026-000417
             */
            invoiceId: string;
            /** @description How much was paid. */
            amount: components["schemas"]["Money"];
            /** @description What of it went to the order; the rest is due back. */
            amountCounted: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When it was paid.
             */
            paidAt: string;
            /**
             * Format: date-time
             * @description When we learned of it.
             */
            recordedAt: string;
            /** @description What became of it. */
            outcome: components["schemas"]["PaymentOutcome"];
            /** @description How we learned of it. */
            source: components["schemas"]["PaymentSource"];
        };
        /** @description A field of the form that takes a payer to MPay. */
        PaymentField: {
            /**
             * @description Its name.
             * @example OrderKey
             */
            name: string;
            /**
             * @description Its value.
             * @example 7KQ2-M0XD-94TB-WZ1C
             */
            value: string;
        };
        /** @description One page of payments. */
        PaymentList: {
            /** @description The payments, as we learned of them. */
            payments: components["schemas"]["Payment"][];
            /** @description Where the next page begins; absent on the last. */
            nextCursor?: string;
        };
        /**
         * @description What became of a payment.
         * @enum {string}
         */
        PaymentOutcome: "Applied" | "Late" | "Excess";
        /**
         * @description How we learned of a payment.
         * @enum {string}
         */
        PaymentSource: "Told" | "Asked";
        /** @description A person on record (persoana fizică). */
        Person: {
            /** @description The person's id with us. */
            personId: components["schemas"]["PersonId"];
            /** @description Where the record stands. */
            status: components["schemas"]["PersonStatus"];
            /** @description The record to which this one leads, where the two were found to be of one person. */
            mergedInto?: components["schemas"]["PersonId"];
            /** @description Why the person is struck off. */
            struckOff?: components["schemas"]["StruckOff"];
            /** @description The groups of attributes. */
            attributes: components["schemas"]["PersonAttributes"];
            /** @description The photograph. */
            photo?: components["schemas"]["Photo"];
            /** @description Domicile and residence that hold; `addresses` of the person has those of other times too. */
            addresses: components["schemas"]["PersonAddress"][];
            /**
             * Format: date-time
             * @description Since when the person is on record.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the record was last changed.
             */
            updatedAt: string;
        };
        /** @description One occasion on which a person's data was read or written. */
        PersonAccess: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description What was done: an operation of this contract, or a work of the program itself.
             * @example readPerson
             */
            operation: string;
            /** @description Whether data was written too. */
            wrote: boolean;
            /**
             * @description What kind of account: Person, Officer or System.
             * @example Officer
             */
            actorKind: string;
            /**
             * @description Who.
             * @example LUNGU Andrei
             */
            actorName?: string;
            /**
             * @description In which role.
             * @example Examiner
             */
            role?: string;
            /** @description For which office. */
            office?: components["schemas"]["Text"];
            /**
             * @description The legal ground: a code of the classifier.
             * @example LAW-200-2010-EXAMINATION
             */
            legalBasis?: string;
            /** @description The legal ground for people. */
            legalBasisText?: components["schemas"]["Text"];
            /**
             * @description The act and article.
             * @example Legea nr. 200/2010, art. 31-43
             */
            legalAct?: string;
            /**
             * @description The reason that was given.
             * @example verificarea dosarului
             */
            reason?: string;
            /** @description Withheld from the person until lifted; only auditors see such an entry. */
            undisclosed: boolean;
        };
        /** @description A page of accesses, the latest first. */
        PersonAccessPage: {
            /** @description The accesses. */
            accesses: components["schemas"]["PersonAccess"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A registered address. */
        PersonAddress: {
            /** @description Its id. */
            addressId: components["schemas"]["AddressId"];
            /** @description Domicile or residence. */
            kind: components["schemas"]["AddressKind"];
            /**
             * @description Country.
             * @example MDA
             */
            country: string;
            /** @description District, county or region. */
            region?: string;
            /** @description Town or village. */
            locality?: string;
            /** @description Sector of the town. */
            sector?: string;
            /** @description Street. */
            street?: string;
            /** @description Number of the house. */
            house?: string;
            /** @description Block. */
            block?: string;
            /** @description Apartment. */
            apartment?: string;
            /** @description Postal code. */
            postalCode?: string;
            /**
             * Format: date
             * @description The first day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description The day on which it no longer holds; absent while it lasts.
             */
            validTo?: string;
            /** @description What it rests on. */
            basis?: string;
        };
        /** @description All addresses of a person over time, the latest first. */
        PersonAddresses: {
            /** @description The addresses. */
            addresses: components["schemas"]["PersonAddress"][];
        };
        /**
         * @description What is on record of a person; each group that is not known is absent.
         * @example {
         *       "names": {
         *         "surname": "Yılmaz",
         *         "givenNames": "Deniz",
         *         "latin": {
         *           "surname": "YILMAZ",
         *           "givenNames": "DENIZ"
         *         }
         *       },
         *       "sex": "Female",
         *       "birthDate": "1991-04-23",
         *       "birthPlace": {
         *         "country": "TUR",
         *         "locality": "İzmir"
         *       },
         *       "citizenships": [
         *         {
         *           "country": "TUR"
         *         }
         *       ],
         *       "source": "ForeignDocument"
         *     }
         */
        PersonAttributes: {
            /** @description State identification number, taken from the population register or allocated there on request. */
            idnp?: components["schemas"]["Idnp"];
            /** @description Names in original and Latin script. */
            names: components["schemas"]["PersonNames"];
            /** @description Names of other times and other spellings; the person is found by them too. */
            otherNames?: components["schemas"]["OtherName"][];
            /** @description Sex, as stated in the identity document. */
            sex: components["schemas"]["Sex"];
            /** @description Birth date, as far as it is known. */
            birthDate: components["schemas"]["BirthDate"];
            /** @description Birth place. */
            birthPlace?: components["schemas"]["BirthPlace"];
            /** @description Death, where it was established. */
            death?: components["schemas"]["Death"];
            /** @description Where the fingerprints are kept; they themselves are never here. */
            fingerprints?: components["schemas"]["FingerprintReference"];
            /** @description Specimen of the signature. */
            signature?: components["schemas"]["SignatureSpecimen"];
            /** @description Citizenships held and lost. A stateless person has XXA. */
            citizenships: components["schemas"]["Citizenship"][];
            /** @description How the person can be reached, and other data. */
            additional?: components["schemas"]["AdditionalData"];
            /** @description Civil status (starea civilă). */
            civilStatus?: components["schemas"]["CivilStatus"];
            /** @description Studies and scientific degrees. */
            education?: components["schemas"]["Education"][];
            /** @description Entries into the country and exits, as they were stated or taken over. */
            movements?: components["schemas"]["Movement"][];
            /** @description Ethnicity, where the person states it. */
            ethnicity?: string;
            /** @description Where the data comes from; between two records of one person the more trusted source holds. */
            source: components["schemas"]["StatementSource"];
        };
        /** @description What is on record of a person; each group that is not known is absent. */
        PersonAttributesPatch: {
            /** @description IDNP: state identification number of a person. Thirteen digits, the first 2 or 0, the last a check digit (weights 7, 3, 1). */
            idnp?: string | null;
            /** @description Names as the person's own document gives them. */
            names?: {
                /** @description Surname (numele) in its original script. */
                surname?: string | null;
                /**
                 * @description Why a part of the name is absent.
                 * @enum {string|null}
                 */
                surnameAbsent?: "None" | "NotStated" | "Unknown" | null;
                /** @description Given names (prenumele) in their original script. */
                givenNames?: string | null;
                /**
                 * @description Why a part of the name is absent.
                 * @enum {string|null}
                 */
                givenNamesAbsent?: "None" | "NotStated" | "Unknown" | null;
                /** @description Patronymic (prenumele tatălui). */
                patronymic?: string | null;
                /** @description Names in Latin script. */
                latin?: {
                    /** @description Surname. */
                    surname?: string | null;
                    /** @description Given names. */
                    givenNames?: string | null;
                    /** @description Patronymic. */
                    patronymic?: string | null;
                } | null;
            } | null;
            /** @description Names of other times and other spellings; the person is found by them too. */
            otherNames?: components["schemas"]["OtherName"][] | null;
            /**
             * @description Sex, as stated in the identity document.
             * @enum {string|null}
             */
            sex?: "Female" | "Male" | "Unspecified" | null;
            /** @description A birth date as far as it is known: full date, year and month, year, or `unknown`. From 1870 on and not in the future. */
            birthDate?: string | null;
            /** @description Where a person was born. */
            birthPlace?: {
                /** @description The country as it is called today. */
                country?: string | null;
                /** @description District, county or region. */
                region?: string | null;
                /** @description Town or village. */
                locality?: string | null;
                /** @description As the document has it, where that is something else (a former state, say). */
                asWritten?: string | null;
            } | null;
            /** @description That and when a person died. */
            death?: {
                /**
                 * Format: date
                 * @description The day.
                 */
                on?: string | null;
                /** @description Where. */
                place?: string | null;
                /** @description The act that states it. */
                act?: string | null;
            } | null;
            /** @description Where a person's fingerprints are kept. */
            fingerprints?: {
                /** @description The system. */
                system?: string | null;
                /** @description Their number there. */
                reference?: string | null;
                /**
                 * Format: date
                 * @description When they were taken.
                 */
                takenOn?: string | null;
            } | null;
            /** @description A specimen of the signature. */
            signature?: {
                /** @description The identifier of a received file. */
                fileId?: string | null;
                /**
                 * Format: date
                 * @description When it was taken.
                 */
                takenOn?: string | null;
            } | null;
            /** @description Citizenships held and lost. A stateless person has XXA. */
            citizenships?: components["schemas"]["Citizenship"][] | null;
            /** @description How a person can be reached, and what else is on record. */
            additional?: {
                /** @description Telephone, with the country's prefix. */
                phone?: string | null;
                /**
                 * Format: email
                 * @description E-mail.
                 */
                email?: string | null;
                /**
                 * @description A language in which the platform speaks to people (ISO 639-1).
                 * @enum {string|null}
                 */
                language?: "ro" | "ru" | "en" | null;
                /** @description Occupation. */
                occupation?: string | null;
                /** @description Whatever else is needed. */
                notes?: string | null;
            } | null;
            /** @description Civil status with the act that states it. */
            civilStatus?: {
                /**
                 * @description The civil statuses.
                 * @enum {string|null}
                 */
                status?: "Single" | "Married" | "Divorced" | "Widowed" | "RegisteredPartnership" | null;
                /**
                 * Format: date
                 * @description Since when.
                 */
                since?: string | null;
                /** @description The act. */
                act?: string | null;
            } | null;
            /** @description Studies and scientific degrees. */
            education?: components["schemas"]["Education"][] | null;
            /** @description Entries into the country and exits, as they were stated or taken over. */
            movements?: components["schemas"]["Movement"][] | null;
            /** @description Ethnicity, where the person states it. */
            ethnicity?: string | null;
            /**
             * @description Where a statement comes from; the later named is trusted more.
             * @enum {string|null}
             */
            source?: "Declared" | "ForeignDocument" | "Established" | "StateRegister" | null;
        };
        /** @description One change of a person, or of something that is the person's. */
        PersonChange: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What was changed. */
            thing: components["schemas"]["ChangedThing"];
            /**
             * @description Which one.
             * @example per_01ja4ttz8ze3ks9nvd5efz1s8d
             */
            objectId: string;
            /**
             * Format: int32
             * @description The version that was written.
             * @example 2
             */
            version: number;
            /** @description Each field that has another value than before; all that were filled, for the first version. */
            fields: components["schemas"]["FieldChange"][];
            /** @description Who. */
            by?: components["schemas"]["ChangeAuthor"];
            /**
             * @description By which operation.
             * @example changePerson
             */
            operation?: string;
            /**
             * @description Why, in the words of whoever changed it.
             * @example Pașaport nou prezentat la ghișeu
             */
            reason?: string;
            /**
             * @description The legal ground: a code of the classifier.
             * @example LAW-200-2010-EXAMINATION
             */
            legalBasis?: string;
            /**
             * @description The purpose that was given with the ground.
             * @example verificarea dosarului
             */
            legalReason?: string;
        };
        /** @description A page of changes, the latest first. */
        PersonChanges: {
            /** @description The changes. */
            changes: components["schemas"]["PersonChange"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /** @description A family link as the person sees it. */
        PersonFamilyLink: {
            /** @description Its id; the same from both sides. */
            familyLinkId: components["schemas"]["FamilyLinkId"];
            /** @description The relative. */
            relativeId: components["schemas"]["PersonId"];
            /**
             * @description Their name.
             * @example Yılmaz Deniz
             */
            relativeName: string;
            /** @description What the relative is to the person. */
            link: components["schemas"]["FamilyLink"];
            /**
             * Format: date
             * @description Since when.
             */
            since?: string;
            /**
             * Format: date
             * @description Until when; absent while it lasts.
             */
            until?: string;
            /** @description The act that states it. */
            basis?: string;
        };
        /**
         * @description The identifier of a person.
         * @example per_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        PersonId: string;
        /** @description Somebody who fits. */
        PersonMatch: {
            /**
             * Format: double
             * @description How near the name is, from 0 to 1; absent where no name was asked for.
             */
            score?: number;
            /** @description The person in short. */
            person: components["schemas"]["PersonSummary"];
        };
        /** @description A page of those who fit, the nearest name first. */
        PersonMatches: {
            /** @description Who fits. */
            persons: components["schemas"]["PersonMatch"][];
            /** @description Where the next page begins; absent on the last one. */
            nextCursor?: string;
        };
        /**
         * @description Which record is given up, and why.
         * @example {
         *       "mergedPersonId": "per_01ja4ttz8ze3ks9nvd5efz1s8d",
         *       "reason": "Aceeași persoană: același pașaport"
         *     }
         */
        PersonMerge: {
            /** @description The record that is given up and will lead to this one. */
            mergedPersonId: components["schemas"]["PersonId"];
            /**
             * @description Why, for the history.
             * @example Aceeași persoană: același pașaport
             */
            reason: string;
        };
        /** @description Names as the person's own document gives them. */
        PersonNames: {
            /**
             * @description Surname (numele) in its original script.
             * @example Țurcan
             */
            surname?: string;
            /** @description Why there is no surname. */
            surnameAbsent?: components["schemas"]["NameAbsence"];
            /**
             * @description Given names (prenumele) in their original script.
             * @example Iulia
             */
            givenNames?: string;
            /** @description Why there are no given names. */
            givenNamesAbsent?: components["schemas"]["NameAbsence"];
            /**
             * @description Patronymic (prenumele tatălui).
             * @example Ion
             */
            patronymic?: string;
            /** @description The same in Latin script, as travel documents print it. */
            latin?: components["schemas"]["LatinNames"];
        };
        /**
         * @description What is to be changed of a person, and why.
         * @example {
         *       "reason": "Pașaport nou prezentat la ghișeu",
         *       "attributes": {
         *         "civilStatus": {
         *           "status": "Married",
         *           "since": "2026-10-03"
         *         },
         *         "ethnicity": null
         *       }
         *     }
         */
        PersonPatch: {
            /**
             * @description Why; it stands in the history beside the change.
             * @example Pașaport nou prezentat la ghișeu
             */
            reason: string;
            /** @description The members to be changed. */
            attributes: components["schemas"]["PersonAttributesPatch"];
        };
        /** @description A person to be put on record, with documents and addresses, in one act. */
        PersonRegistration: {
            /** @description The groups of attributes. */
            attributes: components["schemas"]["PersonAttributes"];
            /** @description Documents of other states. */
            foreignDocuments?: components["schemas"]["NewForeignDocument"][];
            /** @description Domicile and residence. */
            addresses?: components["schemas"]["NewAddress"][];
            /** @description Persons who were looked at and found to be somebody else. */
            confirmedNotDuplicateOf?: components["schemas"]["PersonId"][];
            /**
             * @description Why the person is put on record, for the history.
             * @example Cerere depusă la ghișeu
             */
            reason?: string;
        };
        /**
         * @description Whom to look for. At least one of name, birth date, document and IDNP; all that is given must fit.
         * @example {
         *       "name": "Юлия Цуркан",
         *       "citizenship": "UKR",
         *       "limit": 10
         *     }
         */
        PersonSearch: {
            /**
             * @description Surname and given names in any script, spelling and order; one of them is enough.
             * @example Юлия Цуркан
             */
            name?: string;
            /** @description Birth date as far as it is known; finds those that can be the same. */
            birthDate?: components["schemas"]["BirthDate"];
            /** @description A document of another state. */
            document?: components["schemas"]["DocumentSearch"];
            /** @description State identification number. */
            idnp?: components["schemas"]["Idnp"];
            /**
             * @description A citizenship that holds; narrows, and cannot stand alone.
             * @example UKR
             */
            citizenship?: string;
            /**
             * Format: int32
             * @description Rows at most.
             * @default 25
             * @example 10
             */
            limit: number;
            /** @description Where the page before ended: its `nextCursor`. */
            cursor?: string;
        };
        /**
         * @description Where a record stands.
         * @enum {string}
         */
        PersonStatus: "OnRecord" | "StruckOff" | "Merged";
        /** @description A person in short: what identifies them, the latest document, where they live. */
        PersonSummary: {
            /** @description The person's id with us. */
            personId: components["schemas"]["PersonId"];
            /** @description Where the record stands. */
            status: components["schemas"]["PersonStatus"];
            /** @description The record to which this one leads. */
            mergedInto?: components["schemas"]["PersonId"];
            /** @description State identification number. */
            idnp?: components["schemas"]["Idnp"];
            /**
             * @description Surname.
             * @example Yılmaz
             */
            surname?: string;
            /**
             * @description Given names.
             * @example Deniz
             */
            givenNames?: string;
            /** @description Patronymic. */
            patronymic?: string;
            /** @description The names in Latin script. */
            latin?: components["schemas"]["LatinNames"];
            /** @description Sex. */
            sex: components["schemas"]["Sex"];
            /** @description Birth date, as far as it is known. */
            birthDate: components["schemas"]["BirthDate"];
            /** @description Citizenships that hold. */
            citizenships: string[];
            /** @description The document that was issued last. */
            document?: components["schemas"]["DocumentSummary"];
            /** @description Where the person lives: the residence if there is one, else the domicile. */
            address?: components["schemas"]["PersonAddress"];
        };
        /** @description The person's photograph. */
        Photo: {
            /** @description The file. */
            fileId: components["schemas"]["FileId"];
            /**
             * Format: date
             * @description When it was taken.
             */
            takenOn?: string;
        };
        /** @description What a photograph must be. */
        PhotoRule: {
            /**
             * Format: int32
             * @description Width in parts of the ratio: 3 of 3x4.
             */
            ratioWidth: number;
            /**
             * Format: int32
             * @description Height in parts of the ratio: 4 of 3x4.
             */
            ratioHeight: number;
            /**
             * Format: int32
             * @description How far the ratio may be off, in per cent.
             */
            tolerancePercent: number;
            /**
             * Format: int32
             * @description Least width, pixels.
             */
            minWidth: number;
            /**
             * Format: int32
             * @description Least height, pixels.
             */
            minHeight: number;
            /** @description In colour. */
            colour: boolean;
        };
        /** @description Somebody who may be the same person, in short. */
        PossibleDuplicateShown: {
            /** @description The person in short. */
            person: components["schemas"]["PersonSummary"];
            /**
             * Format: double
             * @description From 0 to 1.
             */
            score: number;
            /** @description How sure it is. */
            level: components["schemas"]["DuplicateLevel"];
            /** @description Why, what counts most first. */
            reasons: components["schemas"]["DuplicateGround"][];
        };
        /** @description Those who may be the same person, at most twenty, the likeliest first. */
        PossibleDuplicates: {
            /** @description Who they are. */
            duplicates: components["schemas"]["PossibleDuplicateShown"][];
        };
        /** @description A speed at which the service is offered. */
        PriorityOffer: {
            /** @description Which. */
            priority: components["schemas"]["ServicePriority"];
            /** @description What it means to people. */
            label: components["schemas"]["Text"];
            /** @description Only when this holds. */
            when?: components["schemas"]["Condition"];
        };
        /** @description A problem document (RFC 9457). Programs branch on `type`; `detail` is for people and follows `Accept-Language`. */
        Problem: {
            /**
             * Format: uri-reference
             * @description Which kind of problem: a stable reference into the error catalogue.
             * @example /problems/bad-input
             */
            type: string;
            /**
             * @description The kind in words.
             * @example Datele trimise conțin greșeli.
             */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             * @example 400
             */
            status: number;
            /**
             * @description What is wrong this time.
             * @example Datele trimise conțin greșeli.
             */
            detail: string;
            /**
             * @description The path that was called; it never holds personal data.
             * @example /api/v1/requests
             */
            instance: string;
            /**
             * @description Quote it when you ask for help.
             * @example 0196a1c4d0b77a3c8f3d1d0f7b6f3a52
             */
            traceId: string;
            /** @description For bad input: pointer to messages. */
            errors?: {
                [key: string]: string[];
            };
            /** @description For bad input: every violation at once. */
            violations?: components["schemas"]["ProblemViolation"][];
        };
        /** @description A violation as it stands in a problem document, in the reader's language. */
        ProblemViolation: {
            /**
             * @description Where: a JSON pointer into the body, or the name of a parameter or header.
             * @example /birthDate
             */
            pointer: string;
            /**
             * @description Which rule was broken.
             * @example required
             */
            code: string;
            /**
             * @description What is wrong, in the reader's language.
             * @example Câmpul este obligatoriu.
             */
            message: string;
        };
        /** @description Why the proposal goes back. */
        ProposalReturn: {
            /**
             * @description The reason.
             * @example Verificați din nou contractul.
             */
            reason: string;
        };
        /**
         * @description A public key (RFC 7517): Ed25519, P-256 or RSA of at least 2048 bits. The private members of a JWK are unknown fields here.
         * @example {
         *       "kty": "OKP",
         *       "crv": "Ed25519",
         *       "kid": "2026-1",
         *       "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
         *     }
         */
        PublicKey: {
            /** @description Kind of key. */
            kty: components["schemas"]["KeyKind"];
            /** @description Its name, which the assertion's header gives. */
            kid: string;
            /** @description `Ed25519` or `P-256`. */
            crv?: string;
            /** @description Of a curve. */
            x?: string;
            /** @description Of P-256. */
            y?: string;
            /** @description Of RSA. */
            n?: string;
            /** @description Of RSA. */
            e?: string;
            /** @description `sig`, if it says. */
            use?: string;
            /** @description `EdDSA`, `ES256` or `RS256`, if it says. */
            alg?: string;
        };
        /** @description A system's public keys (JWK set, RFC 7517). */
        PublicKeys: {
            /** @description The keys; several while one takes over from another. */
            keys: components["schemas"]["PublicKey"][];
        };
        /** @description A service in full, as everybody may read it: the official description. */
        PublicService: {
            /**
             * @description Its code.
             * @example invitation
             */
            code: string;
            /**
             * Format: int32
             * @description The version in force on the day.
             * @example 1
             */
            version: number;
            /**
             * @description Its number in the government's catalogue of services, where it has one.
             * @example 000000110
             */
            publicCode?: string;
            /**
             * @description The short code that registration numbers begin with.
             * @example INV
             */
            domainCode: string;
            /**
             * Format: date
             * @description The first day of this version.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description The last day, where the service ends.
             */
            validTo?: string;
            /**
             * Format: date
             * @description The day that fees and terms are shown for.
             */
            asOf: string;
            /** @description Name. */
            title: components["schemas"]["Text"];
            /** @description What it is and for whom. */
            description: components["schemas"]["Text"];
            /** @description What one gets. */
            whatYouGet: components["schemas"]["Text"];
            /** @description How it goes, step by step. */
            how: components["schemas"]["Text"];
            /** @description The law it rests on. */
            legalBasis: components["schemas"]["LegalBasis"][];
            /** @description Who may file it, and where. */
            filing: components["schemas"]["FilingRule"];
            /** @description Who it is for. */
            beneficiary: components["schemas"]["BeneficiaryKind"];
            /** @description The speeds offered. */
            priorities: components["schemas"]["PriorityOffer"][];
            /** @description The offices where it is given. */
            offices: components["schemas"]["ServiceOffice"][];
            /** @description The documents asked for. */
            documents: components["schemas"]["DocumentRule"][];
            /** @description What it costs on the day. A line without an amount is not public, and nothing is asked for. */
            fees: components["schemas"]["FeeLine"][];
            /** @description How long it may take, on the day. */
            terms: components["schemas"]["TermRule"][];
        };
        /**
         * @description Whether a figure has been published.
         * @enum {string}
         */
        Publicity: "Public" | "NotPublic";
        /**
         * @description What a file is sent for.
         * @enum {string}
         */
        Purpose: "Attachment" | "Photo" | "Power";
        /** @description Money that goes back. */
        Refund: {
            /** @description The refund. */
            refundId: components["schemas"]["RefundId"];
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /**
             * @description Why.
             * @example Plată dublă
             */
            reason: string;
            /** @description Where it stands. */
            state: components["schemas"]["RefundState"];
            /**
             * Format: date-time
             * @description When it was ordered.
             */
            orderedAt: string;
            /**
             * @description The treasury's reference of the transfer, once it is done.
             * @example OP-2026-1187
             */
            reference?: string;
            /**
             * Format: date-time
             * @description When it was done.
             */
            doneAt?: string;
        };
        /** @description How a refund was done. */
        RefundCompletionInput: {
            /**
             * @description The treasury's reference of the transfer.
             * @example OP-2026-1187
             */
            reference: string;
        };
        /**
         * @description The identifier of a refund.
         * @example rfd_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        RefundId: string;
        /** @description A refund to be ordered. */
        RefundInput: {
            /** @description How much goes back. */
            amount: components["schemas"]["Money"];
            /**
             * @description Why.
             * @example Plată dublă
             */
            reason: string;
        };
        /**
         * @description Where a refund stands.
         * @enum {string}
         */
        RefundState: "Ordered" | "Done";
        /** @description A state register asked about a request. */
        RegisterCheck: {
            /** @description Its code, unique in the service. */
            code: string;
            /** @description The register's code in the classifier `registers`. */
            register: string;
            /** @description The stage at which it is asked. */
            stage: components["schemas"]["StageCode"];
            /** @description Asked only when this holds. */
            when?: components["schemas"]["Condition"];
            /** @description The fields whose answers are asked about. */
            about?: components["schemas"]["CatalogueCode"][];
            /** @description What for, as the person sees it in the history of who read their data. */
            purpose: components["schemas"]["Text"];
            /** @description Code of the legal ground. */
            legalGround: string;
            /** @description Whether the decision waits for the answer. */
            necessity: components["schemas"]["Necessity"];
        };
        /**
         * @description The identifier of a register check.
         * @example chk_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        RegisterCheckId: string;
        /** @description The questions of a request with their answers. */
        RegisterCheckList: {
            /** @description The newest question of each kind. */
            registerChecks: components["schemas"]["RequestRegisterCheck"][];
        };
        /** @description Which of the service's registers to ask; none named means all that apply. */
        RegisterChecksAsked: {
            /** @description Codes of the service's register checks. */
            codes?: components["schemas"]["CatalogueCode"][];
        };
        /** @description A power by which one person acts for another. */
        Representation: {
            /** @description The power. */
            representationId: components["schemas"]["RepresentationId"];
            /** @description Who represents. */
            accountId: components["schemas"]["AccountId"];
            /** @description Who is represented; absent until MPower has answered. */
            personId?: components["schemas"]["PersonId"];
            /** @description Who vouches for it. */
            source: components["schemas"]["RepresentationSource"];
            /** @description The scanned paper. */
            fileId?: components["schemas"]["FileId"];
            /**
             * Format: date
             * @description First day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description Last day; absent where it has none.
             */
            validTo?: string;
            /** @description Where it stands. */
            state: components["schemas"]["RepresentationState"];
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            decidedAt?: string;
            /**
             * @description Why it was refused or ended.
             * @example Împuternicirea nu este semnată.
             */
            reason?: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            endedAt?: string;
        };
        /**
         * @description The identifier of a power of representation.
         * @example rpr_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        RepresentationId: string;
        /**
         * @description A power to be recognised: of MPower, by its code; or a paper, uploaded, with who is represented and for how long.
         * @example {
         *       "source": "MPower",
         *       "powerCode": "0200935852951597"
         *     }
         */
        RepresentationInput: {
            /** @description Who vouches for it. */
            source: components["schemas"]["RepresentationSource"];
            /** @description MPower's authorisation code. */
            powerCode?: string;
            /** @description The scanned paper. */
            fileId?: components["schemas"]["FileId"];
            /** @description Who is represented; MPower's power says it itself. */
            beneficiary?: components["schemas"]["BeneficiaryInput"];
            /**
             * Format: date
             * @description First day of the paper.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description Last day of the paper.
             */
            validTo?: string;
        };
        /** @description Powers, the newest first. */
        RepresentationList: {
            /** @description The powers. */
            representations: components["schemas"]["Representation"][];
            /** @description For the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description Why a power is refused. */
        RepresentationRefusal: {
            /**
             * @description In words, for the representative.
             * @example Împuternicirea nu este semnată.
             */
            reason: string;
        };
        /**
         * @description Who vouches for a power.
         * @enum {string}
         */
        RepresentationSource: "MPower" | "Upload";
        /**
         * @description Where a power stands.
         * @enum {string}
         */
        RepresentationState: "Pending" | "Accepted" | "Refused" | "Ended";
        /** @description A request of a service. */
        Request: {
            /** @description The request. */
            requestId: components["schemas"]["RequestId"];
            /**
             * @description Registration number, once registered.
             * @example SP-GR-2026-000001
             */
            number?: string;
            /**
             * @description The service asked for.
             * @example provisional-stay-work-grant
             */
            serviceCode: string;
            /**
             * Format: int32
             * @description The version it stays on.
             * @example 1
             */
            serviceVersion: number;
            /** @description Where it stands. */
            state: components["schemas"]["RequestState"];
            /** @description How quickly it was asked for. */
            priority: components["schemas"]["ServicePriority"];
            /** @description How it came. */
            channel: components["schemas"]["FilingChannel"];
            /** @description Who filed it. */
            filedBy: components["schemas"]["Filer"];
            /** @description The office that examines it. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /** @description Whom it is for, once known. */
            beneficiaryId?: components["schemas"]["PersonId"];
            /**
             * @description The legal entity that files it.
             * @example 1018600000127
             */
            legalEntityIdno?: string;
            /** @description The answers to the service's form. */
            answers: {
                [key: string]: unknown;
            };
            /** @description In whose hands it is. */
            assignedToId?: components["schemas"]["AccountId"];
            /** @description How its legal term stands, once it runs. */
            term?: components["schemas"]["TermStatus"];
            /** @description Whether an automatic decision was left to an officer. */
            referred: boolean;
            /** @description The outcome, once decided. */
            outcome?: components["schemas"]["RequestOutcome"];
            /** @description The decision. */
            decisionDocumentId?: components["schemas"]["DocumentId"];
            /** @description What the caller can do now. */
            availableActions: components["schemas"]["RequestAction"][];
            /**
             * Format: date-time
             * @description When it was begun.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it was submitted.
             */
            submittedAt?: string;
            /**
             * Format: date-time
             * @description When it was registered; its term starts then.
             */
            registeredAt?: string;
            /**
             * Format: date-time
             * @description When the decision reached the applicant.
             */
            servedAt?: string;
            /**
             * Format: date-time
             * @description When the file was closed.
             */
            closedAt?: string;
        };
        /**
         * @description What can be done with a request.
         * @enum {string}
         */
        RequestAction: "Edit" | "Attach" | "Submit" | "Register" | "Withdraw" | "Claim" | "Assign" | "CheckRegisters" | "AskCompletion" | "Complete" | "LeaveUnexamined" | "Consult" | "GiveOpinion" | "DrawUp" | "Propose" | "ReturnProposal" | "Decide" | "DecideAutomatically" | "Issue" | "GiveUpSigning" | "Serve" | "Appeal" | "SettleAppeal" | "Close" | "Lapse";
        /**
         * @description The identifier of a request.
         * @example req_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        RequestId: string;
        /** @description A page of requests, newest first. */
        RequestList: {
            /** @description The requests. */
            requests: components["schemas"]["RequestSummary"][];
            /**
             * @description The next page, where there is one.
             * @example AQIDBA
             */
            nextCursor?: string;
        };
        /**
         * @description How a decision ends.
         * @enum {string}
         */
        RequestOutcome: "Favourable" | "Unfavourable";
        /** @description What of a draft changes: an answer that is null is removed, one that is absent stays. */
        RequestPatch: {
            /** @description How quickly. */
            priority?: components["schemas"]["ServicePriority"];
            /** @description Answers by field. */
            answers?: components["schemas"]["FormAnswers"];
        };
        /** @description A question to a state register with its answer (interpelare; C-25.2, attribute 11). */
        RequestRegisterCheck: {
            /** @description The question. */
            registerCheckId: components["schemas"]["RegisterCheckId"];
            /**
             * @description Its code in the service.
             * @example border
             */
            code: string;
            /**
             * @description The register.
             * @example SIIPF
             */
            register: string;
            /** @description How it stands. */
            status: components["schemas"]["CheckStatus"];
            /** @description What the answer amounts to. */
            verdict?: components["schemas"]["CheckVerdict"];
            /**
             * Format: date-time
             * @description When it was asked.
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description When the register issued the answer.
             */
            issuedAt?: string;
            /**
             * Format: date-time
             * @description When the answer came.
             */
            receivedAt?: string;
            /** @description The data set received. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Why there is no answer.
             * @example TimedOut
             */
            failure?: string;
        };
        /**
         * @description Where a request stands.
         * @enum {string}
         */
        RequestState: "Draft" | "AwaitingPayment" | "InExamination" | "AwaitingCompletion" | "InConsultation" | "Proposed" | "AwaitingSignature" | "Decided" | "Served" | "Appealed" | "Closed" | "Withdrawn" | "LeftUnexamined" | "Lapsed";
        /** @description A request in a list: without its answers. */
        RequestSummary: {
            /** @description The request. */
            requestId: components["schemas"]["RequestId"];
            /**
             * @description Registration number.
             * @example SP-GR-2026-000001
             */
            number?: string;
            /**
             * @description The service.
             * @example invitation
             */
            serviceCode: string;
            /** @description Where it stands. */
            state: components["schemas"]["RequestState"];
            /** @description How quickly it was asked for. */
            priority: components["schemas"]["ServicePriority"];
            /** @description The office. */
            subdivisionId?: components["schemas"]["SubdivisionId"];
            /** @description Whom it is for. */
            beneficiaryId?: components["schemas"]["PersonId"];
            /** @description In whose hands. */
            assignedToId?: components["schemas"]["AccountId"];
            /**
             * Format: date-time
             * @description When its term ends; absent while it stands still.
             */
            dueAt?: string;
            /** @description The outcome. */
            outcome?: components["schemas"]["RequestOutcome"];
            /**
             * Format: date-time
             * @description When it was begun.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            registeredAt?: string;
        };
        /** @description A document that the service yields (Concept, par. 23). */
        ResultDocument: {
            /** @description Its code, unique in the service. */
            code: string;
            /** @description When it is made. */
            outcome: components["schemas"]["ResultOutcome"];
            /** @description The template's code in the classifier `document-templates`. */
            template: string;
            /** @description How it is made authentic. */
            authentication: components["schemas"]["Authentication"];
            /** @description How long it is valid, from its issue. */
            validity?: components["schemas"]["Span"];
            /** @description One for each item of this group. */
            perItemOf?: string;
        };
        /**
         * @description When a document is made.
         * @enum {string}
         */
        ResultOutcome: "Favourable" | "Unfavourable" | "Any";
        /**
         * @description An address that a sign-in may return to.
         * @example https://efiling.example.md/signed-in
         */
        ReturnAddress: string;
        /**
         * @description A right that the inspectorate grants.
         * @enum {string}
         */
        RightKind: "ProvisionalStay" | "PermanentStay" | "Presence";
        /**
         * @description What somebody is in the system (C-37).
         * @enum {string}
         */
        Role: "Applicant" | "Representative" | "LegalEntity" | "Registrar" | "Examiner" | "Head" | "DeputyHead" | "SisReviewer" | "BorderPolice" | "FiscalService" | "Asp" | "ContentAdministrator" | "ContentProvider" | "PetitionClerk" | "NotificationSender" | "Statistician" | "Auditor" | "Administrator" | "TechnicalOperator" | "PartnerSystem";
        Scalar: boolean | number | string;
        /** @description What is wrong with a definition. */
        ServiceCheck: {
            /** @description Nothing is wrong. */
            sound: boolean;
            /** @description Everything that is wrong, by line. */
            faults: components["schemas"]["ServiceFault"][];
        };
        /** @description A definition as its author writes it. */
        ServiceCheckInput: {
            /**
             * @description YAML or JSON.
             * @example code: file-extract
             *     version: 1
             */
            text: string;
        };
        /** @description A version being written. */
        ServiceConcept: {
            /**
             * @description The service.
             * @example invitation
             */
            code: string;
            /**
             * Format: int32
             * @description The version's number.
             * @example 2
             */
            version: number;
            /** @description Its name. */
            title: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description When it was first kept.
             */
            createdAt: string;
        };
        /** @description Versions being written. */
        ServiceConcepts: {
            /** @description By service and version. */
            concepts: components["schemas"]["ServiceConcept"][];
            /** @description Send it as `cursor` for the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description One version of a public service. A request stays on the version it began with; a change is a new version. */
        ServiceDefinition: {
            /**
             * @description The service's code; the same over its versions.
             * @example invitation
             */
            code: string;
            /**
             * @description Its number in the government's catalogue of services, where it has one.
             * @example 000000110
             */
            publicCode?: string;
            /**
             * @description The inspectorate's short code, which registration numbers begin with.
             * @example INV
             */
            domainCode: string;
            /**
             * Format: int32
             * @description Version; each is above the one before.
             */
            version: number;
            /** @description Still being written: nobody can file against it. */
            concept?: boolean;
            /**
             * Format: date
             * @description The first day on which requests are filed against it; every published version has one.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description The last day, where the service ends.
             */
            validTo?: string;
            /** @description What people read about it. */
            texts: components["schemas"]["ServiceTexts"];
            /** @description The law it rests on. */
            legalBasis: components["schemas"]["LegalBasis"][];
            /** @description Who may file it, and where. */
            filing: components["schemas"]["FilingRule"];
            /** @description Who it is for. */
            beneficiary: components["schemas"]["BeneficiaryKind"];
            /** @description A dossier is kept, with register answers, opinions, proposal and decision. */
            dossier: boolean;
            /** @description The speeds offered. */
            priorities: components["schemas"]["PriorityOffer"][];
            /** @description The offices where it is given, codes of the classifier `offices`. */
            offices: components["schemas"]["CatalogueCode"][];
            /** @description The form. */
            form: components["schemas"]["FormSection"][];
            /** @description The documents asked for. */
            documents?: components["schemas"]["DocumentRule"][];
            /** @description What it costs. */
            fees?: components["schemas"]["FeeLine"][];
            /** @description How long it may take. */
            terms: components["schemas"]["TermRule"][];
            /** @description Figures that the form depends on. */
            settings?: components["schemas"]["ServiceSetting"][];
            /** @description The stages that its requests go through. */
            stages: components["schemas"]["ServiceStage"][];
            /** @description The state registers asked. */
            registerChecks?: components["schemas"]["RegisterCheck"][];
            /** @description The bodies consulted. */
            consultations?: components["schemas"]["ConsultationRule"][];
            /** @description Who decides. */
            decision: components["schemas"]["DecisionRule"];
            /** @description The documents it yields. */
            results: components["schemas"]["ResultDocument"][];
            /** @description The right that a favourable decision gives. */
            grants?: components["schemas"]["GrantedRight"];
        };
        /** @description One thing that is wrong. */
        ServiceFault: {
            /**
             * Format: int64
             * @description The line, from 1.
             * @example 12
             */
            line: number;
            /**
             * @description Where in the data: a JSON pointer.
             * @example /fees/0/amount
             */
            pointer: string;
            /**
             * @description What, in English; authors of definitions read it.
             * @example a public fee has an amount
             */
            message: string;
        };
        /**
         * @description The form of a service as JSON Schema 2020-12. `title` and `description` follow Accept-Language; `x-label` and `x-help` hold all three
         *     languages, `x-sections` the order in which to ask.
         */
        ServiceFormSchema: {
            /**
             * @description The dialect.
             * @example https://json-schema.org/draft/2020-12/schema
             */
            $schema: string;
            /**
             * @description The service's name.
             * @example Eliberarea invitației pentru străini
             */
            title: string;
            /**
             * @description Always `object`.
             * @example object
             */
            type: string;
            /** @description A schema for each answer. */
            properties: Record<string, never>;
        };
        /** @description An office where a service is given. */
        ServiceOffice: {
            /**
             * @description Its code in the classifier `offices`.
             * @example CHI
             */
            code: string;
            /** @description Its name. */
            label: components["schemas"]["Text"];
        };
        /**
         * @description How quickly the service is asked for.
         * @enum {string}
         */
        ServicePriority: "Normal" | "Urgent";
        /** @description From when a version is filed against. */
        ServicePublicationInput: {
            /**
             * Format: date
             * @description The first day, in Chisinau; not a day that is over.
             * @example 2030-01-01
             */
            validFrom: string;
            /**
             * Format: date
             * @description The last day, where the service ends.
             * @example 2031-12-31
             */
            validTo?: string;
        };
        /** @description What a service would cost today, and how long it may take. Nothing is kept. */
        ServiceQuote: {
            /**
             * @description The service.
             * @example invitation
             */
            code: string;
            /**
             * Format: int32
             * @description The version in force.
             * @example 1
             */
            version: number;
            /**
             * Format: date
             * @description The day it holds for.
             */
            asOf: string;
            /** @description What is owed, line by line. */
            lines: components["schemas"]["OrderLine"][];
            /** @description The sum of the lines. */
            total: components["schemas"]["Money"];
            /** @description The legal term at this speed; absent where there is none in force. */
            term?: components["schemas"]["ServiceTermSummary"];
        };
        /** @description What a service would be asked for. */
        ServiceQuoteInput: {
            /**
             * @description The answers so far, by field of the service's form; none need be complete.
             * @example {}
             */
            answers?: {
                [key: string]: unknown;
            };
            /** @description How quickly. */
            priority: components["schemas"]["ServicePriority"];
        };
        /** @description A figure that the form depends on, such as the forecast average monthly salary of the year. */
        ServiceSetting: {
            /** @description Its code; the same over its successive periods. */
            code: string;
            /** @description Its name. */
            label: components["schemas"]["Text"];
            /** @description Whether it is public. */
            status?: components["schemas"]["Publicity"];
            /** @description The figure. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description First day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description Last day.
             */
            validTo?: string;
        };
        /** @description A stage that requests of this service go through. */
        ServiceStage: {
            /** @description Which. */
            stage: components["schemas"]["StageCode"];
            /** @description Who does it. */
            actor: components["schemas"]["StageActor"];
            /** @description Only some requests go through it. */
            optional?: boolean;
        };
        /** @description A service as a list shows it. */
        ServiceSummary: {
            /**
             * @description Its code.
             * @example invitation
             */
            code: string;
            /**
             * Format: int32
             * @description The version in force.
             * @example 1
             */
            version: number;
            /**
             * @description Its number in the government's catalogue of services, where it has one.
             * @example 000000110
             */
            publicCode?: string;
            /**
             * @description The short code that registration numbers begin with.
             * @example INV
             */
            domainCode: string;
            /** @description Its name. */
            title: components["schemas"]["Text"];
            /** @description What it is and for whom. */
            description: components["schemas"]["Text"];
            /** @description Who it is for. */
            beneficiary: components["schemas"]["BeneficiaryKind"];
            /** @description Where it is filed. */
            channels: components["schemas"]["FilingChannel"][];
            /** @description The least that it costs today; absent where no amount is public. */
            feesFrom?: components["schemas"]["Money"];
            /** @description How long it may take, a line for each speed. */
            terms: components["schemas"]["ServiceTermSummary"][];
        };
        /** @description How long a service may take. */
        ServiceTermSummary: {
            /** @description The speed. */
            priority: components["schemas"]["ServicePriority"];
            /** @description The legal term; absent where it is decided at once or no term is public. */
            length?: components["schemas"]["Span"];
            /** @description Decided at once, by the system itself. */
            automatic: boolean;
        };
        /** @description What people read about a service. */
        ServiceTexts: {
            /** @description Name. */
            title: components["schemas"]["Text"];
            /** @description What it is and for whom. */
            description: components["schemas"]["Text"];
            /** @description What one gets. */
            whatYouGet: components["schemas"]["Text"];
            /** @description How it goes, step by step. */
            how: components["schemas"]["Text"];
        };
        /** @description A version of a service, as administrators see it. */
        ServiceVersion: {
            /**
             * @description The service.
             * @example invitation
             */
            code: string;
            /**
             * Format: int32
             * @description The version's number.
             * @example 2
             */
            version: number;
            /** @description What has become of it. */
            state: components["schemas"]["ServiceVersionState"];
            /**
             * Format: date
             * @description The first day on which requests are filed against it; a concept has none yet.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description The last day, where there is one.
             */
            validTo?: string;
            /**
             * Format: date-time
             * @description When it was first kept.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was published.
             */
            publishedAt?: string;
            /**
             * Format: date-time
             * @description When it was withdrawn.
             */
            withdrawnAt?: string;
            /**
             * @description Why it was withdrawn.
             * @example Tariful a fost indicat greșit.
             */
            withdrawalReason?: string;
            /** @description What it says. */
            definition: components["schemas"]["ServiceDefinition"];
        };
        /**
         * @description A change of a concept. The definition is replaced as a whole: its parts hang together.
         * @example {
         *       "definition": {
         *         "code": "invitation",
         *         "domainCode": "INV",
         *         "version": 2,
         *         "concept": true,
         *         "texts": {
         *           "title": {
         *             "ro": "Extras din dosar",
         *             "ru": "Выписка из дела",
         *             "en": "Extract from a file"
         *           },
         *           "description": {
         *             "ro": "Un extras din dosarul propriu.",
         *             "ru": "Выписка из собственного дела.",
         *             "en": "An extract from one's own file."
         *           },
         *           "whatYouGet": {
         *             "ro": "Extrasul, ca document electronic.",
         *             "ru": "Выписка в виде электронного документа.",
         *             "en": "The extract as an electronic document."
         *           },
         *           "how": {
         *             "ro": "Indicați numărul dosarului.",
         *             "ru": "Укажите номер дела.",
         *             "en": "Give the number of the file."
         *           }
         *         },
         *         "legalBasis": [
         *           {
         *             "act": "Legea nr. 200/2010 privind regimul străinilor în Republica Moldova",
         *             "text": {
         *               "ro": "Evidența străinilor.",
         *               "ru": "Учёт иностранцев.",
         *               "en": "Keeping the record of foreigners."
         *             }
         *           }
         *         ],
         *         "filing": {
         *           "channels": [
         *             "EFiling",
         *             "Counter"
         *           ],
         *           "by": [
         *             "Beneficiary"
         *           ]
         *         },
         *         "beneficiary": "Foreigner",
         *         "dossier": false,
         *         "priorities": [
         *           {
         *             "priority": "Normal",
         *             "label": {
         *               "ro": "Obișnuit",
         *               "ru": "Обычный",
         *               "en": "Ordinary"
         *             }
         *           }
         *         ],
         *         "offices": [
         *           "CHI",
         *           "BAL"
         *         ],
         *         "form": [
         *           {
         *             "code": "file",
         *             "title": {
         *               "ro": "Dosarul",
         *               "ru": "Дело",
         *               "en": "The file"
         *             },
         *             "fields": [
         *               {
         *                 "code": "fileNumber",
         *                 "label": {
         *                   "ro": "Numărul dosarului",
         *                   "ru": "Номер дела",
         *                   "en": "Number of the file"
         *                 },
         *                 "required": true,
         *                 "answer": {
         *                   "type": "Text",
         *                   "maxLength": 40
         *                 }
         *               },
         *               {
         *                 "code": "pages",
         *                 "label": {
         *                   "ro": "Câte pagini",
         *                   "ru": "Сколько страниц",
         *                   "en": "How many pages"
         *                 },
         *                 "answer": {
         *                   "type": "Integer",
         *                   "min": 1,
         *                   "max": 100
         *                 }
         *               }
         *             ]
         *           }
         *         ],
         *         "fees": [
         *           {
         *             "code": "extract-tariff",
         *             "reason": {
         *               "ro": "Tariful extrasului",
         *               "ru": "Тариф за выписку",
         *               "en": "Tariff of the extract"
         *             },
         *             "kind": "ServiceTariff",
         *             "amount": {
         *               "amount": "60.00",
         *               "currency": "MDL"
         *             },
         *             "priorities": [
         *               "Normal"
         *             ],
         *             "validFrom": "2026-01-01"
         *           }
         *         ],
         *         "terms": [
         *           {
         *             "priority": "Normal",
         *             "length": {
         *               "amount": 5,
         *               "unit": "WorkingDays"
         *             },
         *             "starts": "Registration",
         *             "pauses": true,
         *             "basis": {
         *               "ro": "Ordinul inspectoratului",
         *               "ru": "Приказ инспектората",
         *               "en": "The inspectorate's order"
         *             },
         *             "validFrom": "2026-01-01"
         *           }
         *         ],
         *         "stages": [
         *           {
         *             "stage": "Filing",
         *             "actor": "Applicant"
         *           },
         *           {
         *             "stage": "Payment",
         *             "actor": "Applicant"
         *           },
         *           {
         *             "stage": "Registration",
         *             "actor": "Registrar"
         *           },
         *           {
         *             "stage": "Decision",
         *             "actor": "Head"
         *           },
         *           {
         *             "stage": "Notification",
         *             "actor": "System"
         *           },
         *           {
         *             "stage": "Closing",
         *             "actor": "System"
         *           }
         *         ],
         *         "decision": {
         *           "by": "Official",
         *           "decidedBy": "Head"
         *         },
         *         "results": [
         *           {
         *             "code": "extract",
         *             "outcome": "Favourable",
         *             "template": "attestation",
         *             "authentication": "Signed"
         *           },
         *           {
         *             "code": "refusal",
         *             "outcome": "Unfavourable",
         *             "template": "decision-refusal",
         *             "authentication": "Signed"
         *           }
         *         ]
         *       }
         *     }
         */
        ServiceVersionPatch: {
            /** @description The new definition, of the same service and version. */
            definition: components["schemas"]["ServiceDefinition"];
        };
        /**
         * @description What has become of a version.
         * @enum {string}
         */
        ServiceVersionState: "Concept" | "Published" | "Withdrawn";
        /** @description A version that is or was published. */
        ServiceVersionSummary: {
            /**
             * Format: int32
             * @description The version's number.
             * @example 1
             */
            version: number;
            /** @description Published or Withdrawn. */
            state: components["schemas"]["ServiceVersionState"];
            /**
             * Format: date
             * @description The first day on which requests are filed against it.
             */
            validFrom?: string;
            /**
             * Format: date
             * @description The last day, where there is one.
             */
            validTo?: string;
            /**
             * Format: date-time
             * @description When it was published.
             */
            publishedAt: string;
            /**
             * Format: date-time
             * @description When it was withdrawn.
             */
            withdrawnAt?: string;
        };
        /** @description The published versions of a service. */
        ServiceVersions: {
            /** @description The latest first. */
            versions: components["schemas"]["ServiceVersionSummary"][];
        };
        /** @description Why a version is withdrawn. */
        ServiceWithdrawalInput: {
            /**
             * @description The reason; no personal data.
             * @example Tariful a fost indicat greșit.
             */
            reason: string;
        };
        /** @description The services that can be asked for today. */
        Services: {
            /** @description By code. */
            services: components["schemas"]["ServiceSummary"][];
            /** @description Send it as `cursor` for the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description How it reached the applicant. */
        Serving: {
            /** @description The manner. */
            manner: components["schemas"]["ServingManner"];
        };
        /**
         * @description How a decision reaches an applicant.
         * @enum {string}
         */
        ServingManner: "Cabinet" | "InPerson" | "RegisteredPost";
        /** @description The caller's session: who they are to the system, and what they may be. */
        Session: {
            /** @description The session. */
            sessionId: components["schemas"]["SessionId"];
            /** @description The account. */
            accountId: components["schemas"]["AccountId"];
            /** @description What kind of account it is. */
            kind: components["schemas"]["AccountKind"];
            /**
             * @description The name as acts give it.
             * @example Popescu Ana
             */
            name: string;
            /** @description Roles held today, each with the subdivision it is held in. */
            roles: components["schemas"]["HeldRole"][];
            /**
             * Format: date-time
             * @description The session ends then, whatever happens.
             */
            expiresAt: string;
            /**
             * Format: int64
             * @description It ends earlier after so many seconds without a call.
             * @example 900
             */
            inactivitySeconds: number;
        };
        /**
         * @description The identifier of a session.
         * @example ses_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        SessionId: string;
        /** @description A one-time code to be exchanged. */
        SessionInput: {
            /**
             * @description The frontend's code.
             * @example efiling
             */
            clientCode: string;
            /**
             * @description The one-time code that the browser came back with.
             * @example SplxlOBeZQQYbYS6WxSbIASplxlOBeZQQYbYS6WxSb0
             */
            code: string;
            /**
             * @description The frontend's secret verifier (RFC 7636).
             * @example dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
             */
            codeVerifier: string;
        };
        /** @description A value that was set. */
        SetValue: {
            /** @description The value. */
            value: components["schemas"]["SettingValue"];
            /**
             * Format: date-time
             * @description From when it holds.
             */
            validFrom: string;
            /**
             * @description Why it was set.
             * @example Ordinul nr. 12 din 10.01.2026
             */
            reason: string;
        };
        /** @description A setting with all its values. */
        Setting: {
            /**
             * @description Its key.
             * @example delegations.longestDays
             */
            key: string;
            /** @description What it does. */
            about: components["schemas"]["Text"];
            /** @description Its kind. */
            kind: components["schemas"]["SettingKind"];
            /**
             * Format: int64
             * @description The least number.
             */
            least?: number;
            /**
             * Format: int64
             * @description The greatest number.
             */
            most?: number;
            /** @description What holds now. */
            value: components["schemas"]["SettingValue"];
            /** @description What was set, the one that begins last first; empty while the default holds. */
            values: components["schemas"]["SetValue"][];
        };
        /** @description A value about to be set. */
        SettingInput: {
            /**
             * @description The setting.
             * @example delegations.longestDays
             */
            key: string;
            /** @description The value, of the setting's kind and within its bounds. */
            value: components["schemas"]["SettingValue"];
            /**
             * Format: date-time
             * @description From when it holds; absent means now.
             */
            validFrom?: string;
            /**
             * @description Why.
             * @example Ordinul nr. 12 din 10.01.2026
             */
            reason: string;
        };
        /**
         * @description What kind of value a setting has.
         * @enum {string}
         */
        SettingKind: "Integer" | "Boolean" | "Text";
        /** @description Everything that can be set. */
        SettingList: {
            /** @description The settings. */
            settings: components["schemas"]["Setting"][];
        };
        /**
         * Format: int64
         * @description A whole number, true or false, or a text; the setting's kind says which.
         * @example 60
         */
        SettingValue: number | boolean | string;
        /**
         * @description Sex, as stated in the identity document.
         * @enum {string}
         */
        Sex: "Female" | "Male" | "Unspecified";
        /** @description A sign-in that has begun. */
        SignIn: {
            /**
             * @description Send the browser there.
             * @example https://mpass.gov.md/login/saml?lang=ro&SAMLRequest=PHNhbWw
             */
            signInUrl: string;
            /**
             * Format: date-time
             * @description It must be done by then.
             */
            expiresAt: string;
        };
        /** @description A sign-in about to begin. */
        SignInInput: {
            /**
             * @description The frontend's code.
             * @example efiling
             */
            clientCode: string;
            /**
             * @description Where the browser comes back to: one of the addresses registered for the frontend, letter by letter.
             * @example http://localhost:3000/signed-in
             */
            redirectUri: string;
            /**
             * @description The frontend's own, given back with the code.
             * @example af0ifjsldkj-2b7f
             */
            state: string;
            /**
             * @description SHA-256 of the frontend's secret verifier, base64url (RFC 7636, S256).
             * @example E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
             */
            codeChallenge: string;
            /** @description Language of MPass's pages; Romanian unless said. */
            language?: components["schemas"]["Language"];
        };
        /** @description A sign-out: here it is done, at MPass the browser finishes it. */
        SignOut: {
            /**
             * @description Send the browser there to sign out at MPass too; absent where the session did not begin there.
             * @example https://mpass.gov.md/logout/saml?SAMLRequest=PHNhbWw
             */
            signOutUrl?: string;
        };
        /** @description How to sign out. */
        SignOutInput: {
            /**
             * @description Where the browser comes back to: one of the addresses registered for the frontend that signed in.
             * @example http://localhost:3000/signed-in
             */
            returnUri?: string;
        };
        /** @description A specimen of the signature. */
        SignatureSpecimen: {
            /** @description The file that holds it. */
            fileId: components["schemas"]["FileId"];
            /**
             * Format: date
             * @description When it was taken.
             */
            takenOn?: string;
        };
        /** @description A length of time. */
        Span: {
            /**
             * Format: int32
             * @description How many.
             */
            amount: number;
            /** @description Of what. */
            unit: components["schemas"]["SpanUnit"];
        };
        /**
         * @description What a length of time is counted in.
         * @enum {string}
         */
        SpanUnit: "Hours" | "CalendarDays" | "WorkingDays" | "Months" | "Years";
        /**
         * @description Who does a stage.
         * @enum {string}
         */
        StageActor: "Applicant" | "Registrar" | "Examiner" | "ConsultedBody" | "Head" | "BiometricOperator" | "CardMaker" | "System";
        /**
         * @description The stages of a request, in their order (slide "Depunerea online a cererilor"; Concept, par. 16).
         * @enum {string}
         */
        StageCode: "Filing" | "Payment" | "Registration" | "Completion" | "Consultation" | "Proposal" | "Decision" | "Notification" | "Biometrics" | "DocumentProduction" | "Delivery" | "Closing";
        /**
         * @description What starts a term.
         * @enum {string}
         */
        StartEvent: "Submission" | "Registration" | "Payment";
        /** @description One statement of a person. */
        Statement: {
            /** @description What is stated, in the attribute's own form. */
            value: unknown;
            /** @description By whom. */
            source: components["schemas"]["StatementSource"];
            /**
             * Format: date-time
             * @description Since when it is on record.
             */
            recordedAt: string;
        };
        /**
         * @description Where a statement comes from; the later named is trusted more.
         * @enum {string}
         */
        StatementSource: "Declared" | "ForeignDocument" | "Established" | "StateRegister";
        /**
         * @description Why a person is struck off the record.
         * @example {
         *       "reason": "LegalStayEnded",
         *       "legalAct": "Decizia IGM nr. 45 din 12.11.2026"
         *     }
         */
        StrikeOff: {
            /** @description The ground. */
            reason: components["schemas"]["StruckOffReason"];
            /**
             * @description The act on which it rests.
             * @example Decizia IGM nr. 45 din 12.11.2026
             */
            legalAct: string;
            /**
             * @description Anything to add, for the history.
             * @example A părăsit țara la 10.11.2026.
             */
            note?: string;
        };
        /** @description Why and since when a person is struck off. */
        StruckOff: {
            /** @description The ground. */
            reason: components["schemas"]["StruckOffReason"];
            /**
             * @description The act.
             * @example Decizia IGM nr. 45/2026
             */
            legalAct: string;
            /**
             * Format: date
             * @description Since when.
             */
            on: string;
        };
        /**
         * @description The four grounds of the concept, paragraph 25.1.c.
         * @enum {string}
         */
        StruckOffReason: "LegalStayEnded" | "DeclaredUndesirable" | "ConditionsNotMet" | "Death";
        /** @description A subdivision of the inspectorate; one that serves the public is an office. */
        Subdivision: {
            /** @description The subdivision. */
            subdivisionId: components["schemas"]["SubdivisionId"];
            /**
             * @description Its code; it never changes, since numbers of acts carry it.
             * @example CHI
             */
            code: string;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description The subdivision it belongs to. */
            parentId?: components["schemas"]["SubdivisionId"];
            /** @description Whether people come to it. */
            servesPublic: boolean;
            /**
             * @description Town.
             * @example Chișinău
             */
            locality?: string;
            /**
             * @description Street and number.
             * @example bd. Ștefan cel Mare și Sfânt, 124
             */
            address?: string;
            /** @description False once it is closed. Subdivisions are never deleted. */
            active: boolean;
        };
        /**
         * @description The identifier of a subdivision.
         * @example sub_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        SubdivisionId: string;
        /** @description A subdivision about to be made. */
        SubdivisionInput: {
            /**
             * @description Its code; it never changes, since numbers of acts carry it.
             * @example ORH
             */
            code: string;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description The subdivision it belongs to. */
            parentId?: components["schemas"]["SubdivisionId"];
            /** @description Whether people come to it. */
            servesPublic: boolean;
            /**
             * @description Town.
             * @example Orhei
             */
            locality?: string;
            /**
             * @description Street and number.
             * @example str. Vasile Mahu, 135
             */
            address?: string;
        };
        /** @description Subdivisions by code. */
        SubdivisionList: {
            /** @description The subdivisions. */
            subdivisions: components["schemas"]["Subdivision"][];
            /** @description For the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description What is to change of a subdivision; absent stays, null removes. */
        SubdivisionPatch: {
            /** @description Its name. */
            name?: components["schemas"]["Text"];
            parentId?: components["schemas"]["SubdivisionId"] | null;
            /** @description Whether people come to it. */
            servesPublic?: boolean;
            /**
             * @description Town.
             * @example Orhei
             */
            locality?: string | null;
            /**
             * @description Street and number.
             * @example str. Vasile Mahu, 135
             */
            address?: string | null;
            /** @description False closes it, true opens it again. */
            active?: boolean;
        };
        /**
         * @description The identifier of a person whom an entry concerns.
         * @example per_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        SubjectId: string;
        /** @description The legal term of the service for one priority. */
        TermRule: {
            /** @description The priority it belongs to. */
            priority: components["schemas"]["ServicePriority"];
            /** @description Whether it is public. */
            status?: components["schemas"]["Publicity"];
            /** @description How long; absent where the decision is automatic, or where the term is not public. */
            length?: components["schemas"]["Span"];
            /** @description Decided at once, by the system itself. */
            automatic?: boolean;
            /** @description What starts it. */
            starts: components["schemas"]["StartEvent"];
            /** @description It stands still while the applicant completes the dossier. */
            pauses: boolean;
            /** @description How it may be extended. */
            extensions?: components["schemas"]["ExtensionRule"][];
            /** @description Within what a refusal is told, counted from the refusal. */
            refusalToldWithin?: components["schemas"]["Span"];
            /** @description The source of the term. */
            basis: components["schemas"]["Text"];
            /**
             * Format: date
             * @description First day.
             */
            validFrom: string;
            /**
             * Format: date
             * @description Last day.
             */
            validTo?: string;
        };
        /**
         * @description How a term stands.
         * @enum {string}
         */
        TermState: "Running" | "Paused" | "Ended" | "Overdue";
        /** @description How a term stands at an instant. */
        TermStatus: {
            /** @description How it stands. */
            state: components["schemas"]["TermState"];
            /**
             * Format: date-time
             * @description Its end; while it is paused, the end it would have if it went on now.
             */
            endsAt: string;
            /**
             * Format: int64
             * @description Days until the last day, 0 on the last day itself, negative after it (and if it was done late): working days for a
             *     term in working days, calendar days otherwise.
             */
            daysLeft: number;
        };
        /**
         * @description A text for people in Romanian, Russian and English; all three are present.
         * @example {
         *       "ro": "Invitație",
         *       "ru": "Приглашение",
         *       "en": "Invitation"
         *     }
         */
        Text: {
            /** @description Romanian. */
            ro: string;
            /** @description Russian. */
            ru: string;
            /** @description English. */
            en: string;
        };
        /**
         * @description What a text looks like.
         * @enum {string}
         */
        TextFormat: "Name" | "LatinName" | "DocumentNumber" | "Email" | "Phone" | "Occupation" | "Multiline";
        /** @description What happened to a request. */
        Timeline: {
            /** @description Oldest first. */
            events: components["schemas"]["TimelineEvent"][];
        };
        /** @description One thing that happened to a request. */
        TimelineEvent: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What. */
            action: components["schemas"]["RequestAction"];
            /** @description From which state. */
            fromState: components["schemas"]["RequestState"];
            /** @description To which state. */
            toState: components["schemas"]["RequestState"];
            /**
             * @description Who; officers are shown to the public by their office only.
             * @example LUNGU Andrei
             */
            actor?: string;
            /**
             * @description A remark.
             * @example Lipsește traducerea cazierului.
             */
            note?: string;
        };
        /** @description An upload and what of it has arrived. */
        Upload: {
            /** @description The upload. */
            uploadId: components["schemas"]["UploadId"];
            /** @description Whether it has become a file. */
            state: components["schemas"]["UploadState"];
            /** @description What the file is sent for. */
            purpose: components["schemas"]["Purpose"];
            /**
             * @description As its sender names it.
             * @example pasaport.pdf
             */
            name: string;
            /**
             * Format: int64
             * @description Declared, in bytes.
             * @example 48213
             */
            size: number;
            /**
             * @description Declared.
             * @example application/pdf
             */
            contentType: string;
            /**
             * Format: int64
             * @description No part may be larger, in bytes.
             * @example 5242880
             */
            largestPart: number;
            /** @description The parts that have arrived, in order. */
            parts: components["schemas"]["UploadedPart"][];
            /**
             * Format: int64
             * @description Bytes that are still missing.
             * @example 0
             */
            missingBytes: number;
            /**
             * Format: date-time
             * @description It is forgotten then.
             */
            expiresAt: string;
            /** @description The file that it became. */
            fileId?: components["schemas"]["FileId"];
        };
        /**
         * @description The kinds of content that can be sent.
         * @enum {string}
         */
        UploadContentType: "application/pdf" | "image/jpeg" | "image/png";
        /**
         * @description The identifier of an upload.
         * @example upl_01ja4ttz8ze3ks9nvd5efz1s8d
         */
        UploadId: string;
        /**
         * @description Where an upload stands.
         * @enum {string}
         */
        UploadState: "Open" | "Completed";
        /** @description A part that has arrived. */
        UploadedPart: {
            /**
             * Format: int32
             * @description Its number, from 1.
             * @example 1
             */
            part: number;
            /**
             * Format: int64
             * @description In bytes.
             * @example 48213
             */
            size: number;
            /**
             * @description SHA-256 of the part, hexadecimal.
             * @example 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1
             */
            sha256: string;
        };
        /** @description What a submission would find. */
        Validation: {
            /** @description Whether it could be submitted now. */
            complete: boolean;
            /** @description Everything that stands in the way, at once. */
            findings: components["schemas"]["Finding"][];
            /** @description What it would cost today. */
            amountDue: components["schemas"]["Money"];
            /** @description The lines of the order. */
            lines: components["schemas"]["ExpectedLine"][];
        };
        /** @description A genuine document, as anyone who holds its code may know it. */
        Verification: {
            /**
             * @description Always true: what is not genuine is not found.
             * @example true
             */
            genuine: boolean;
            /** @description What kind of document it is. */
            documentType: components["schemas"]["DocumentType"];
            /** @description The same for people. */
            title: components["schemas"]["Text"];
            /**
             * @description Its number.
             * @example AD-2026-000001
             */
            number: string;
            /**
             * Format: date
             * @description The day it was issued.
             * @example 2026-11-16
             */
            issuedOn: string;
            /** @description Who issued it. */
            issuer: components["schemas"]["Text"];
            /** @description Whether it is in force today. */
            status: components["schemas"]["VerificationStatus"];
            /**
             * Format: date
             * @description The last day of its validity.
             * @example 2027-02-16
             */
            validUntil?: string;
            /**
             * Format: date
             * @description The day it was annulled.
             * @example 2026-12-01
             */
            annulledOn?: string;
            /**
             * @description The initials of whom it is for.
             * @example A. Y.
             */
            holderInitials?: string;
            /**
             * @description SHA-256 of the electronic document, hexadecimal, to compare a file with; absent where it was never issued.
             * @example 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1
             */
            sha256?: string;
        };
        /** @description The look-ups of one day. */
        VerificationDay: {
            /**
             * Format: date
             * @description The day (Europe/Chisinau).
             * @example 2026-11-16
             */
            day: string;
            /**
             * Format: int64
             * @description Look-ups on it.
             * @example 3
             */
            lookups: number;
        };
        /**
         * @description Whether a genuine document is in force.
         * @enum {string}
         */
        VerificationStatus: "Valid" | "Expired" | "Annulled";
        /** @description Why it is withdrawn, if the applicant wants to say. */
        Withdrawal: {
            /**
             * @description The reason.
             * @example Am renunțat la angajare.
             */
            reason?: string;
        };
        /**
         * @description A worklist.
         * @enum {string}
         */
        Worklist: "Unassigned" | "Mine" | "AwaitingCompletion" | "InConsultation" | "ToDecide" | "ToSign" | "Overdue";
        /** @description A worklist and how much is in it. */
        WorklistCount: {
            /** @description Which. */
            worklist: components["schemas"]["Worklist"];
            /**
             * Format: int64
             * @description How many requests, counted exactly.
             * @example 12
             */
            count: number;
        };
        /** @description The caller's worklists. */
        WorklistList: {
            /** @description Each with its count. */
            worklists: components["schemas"]["WorklistCount"][];
        };
        /** @description The working calendar of a year. */
        YearCalendar: {
            /**
             * Format: int32
             * @description The year.
             * @example 2026
             */
            year: number;
            /**
             * @description The town; absent for the whole country.
             * @example Chisinau
             */
            locality?: string;
            /** @description Holidays and changed days. All other Saturdays and Sundays are not worked, all other weekdays are. */
            days: components["schemas"]["CalendarDay"][];
        };
    };
    responses: {
        /** @description A problem: `bad-input` (The input has faults), `malformed` (The request cannot be read), `foreign-cursor` (The cursor does not belong to this list), `idempotency-key-missing` (The Idempotency-Key header is missing), `legal-ground-missing` (The legal ground for reading personal data is missing), `legal-ground-unknown` (The legal ground is not in the classifier), `content-refused` (The file cannot be accepted). */
        Problem400: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `not-signed-in` (Signing in is needed), `session-ended` (The session has ended), `token-refused` (The access token is not valid), `credentials-refused` (The credentials are not valid). */
        Problem401: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `forbidden` (The role does not allow this), `cross-origin-refused` (Calls from a browser are not allowed from this site, by this method or with these headers), `same-person` (Who proposed cannot decide), `conflict-of-interest` (There is a declared conflict of interest). */
        Problem403: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `not-found` (There is no such thing, or not for you). */
        Problem404: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `not-acceptable` (There is no answer in the format asked for). */
        Problem406: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `still-running` (The same call is still running), `not-in-this-state` (The present state does not allow this), `held-by-another` (Somebody else holds it already), `already-exists` (It exists already), `possible-duplicates` (There are persons who may be the same person), `unpaid` (The order is not paid), `not-signed` (The act is not signed), `upload-incomplete` (The upload is not complete). */
        Problem409: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `stale-etag` (The record has changed in the meantime). */
        Problem412: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `too-large` (The content is too large). */
        Problem413: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `unsupported-media-type` (The content type is not accepted). */
        Problem415: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `range-not-satisfiable` (The range asked for does not exist). */
        Problem416: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `idempotency-key-reused` (The Idempotency-Key was used with another body). */
        Problem422: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `if-match-missing` (The If-Match header is missing). */
        Problem428: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `too-many-calls` (Too many calls). */
        Problem429: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `internal` (Something failed inside). */
        Problem500: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A problem: `unavailable` (The service is not available at the moment), `partner-unavailable` (A partner's service does not answer at the moment). */
        Problem503: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The representation named in If-None-Match still stands. */
        NotModified: {
            headers: {
                "API-Version": components["headers"]["ApiVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The origin that may read this answer from a browser: one that a registered frontend named. */
        "Access-Control-Allow-Origin": string;
        /** @description The version of the API. */
        ApiVersion: string;
        /** @description The strong tag of this representation; send it as If-Match when you change the record. */
        ETag: string;
        /** @description Where what was made can be read. */
        Location: string;
        /** @description What is left of the caller's quota (RateLimit header fields for HTTP). */
        RateLimit: string;
        /** @description The caller's quota. */
        RateLimitPolicy: string;
        /** @description After how many seconds a retry is worth while. */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    issueAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientCredentials"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description Only of this kind. */
                kind?: "Person" | "Officer" | "System";
                /** @description Only in this status. */
                status?: "Active" | "Blocked";
                /** @description Only with this role now. */
                role?: "Applicant" | "Representative" | "LegalEntity" | "Registrar" | "Examiner" | "Head" | "DeputyHead" | "SisReviewer" | "BorderPolice" | "FiscalService" | "Asp" | "ContentAdministrator" | "ContentProvider" | "PetitionClerk" | "NotificationSender" | "Statistician" | "Auditor" | "Administrator" | "TechnicalOperator" | "PartnerSystem";
                /** @description Only with a role in this subdivision now. */
                subdivisionId?: string;
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    giveAccountRole: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRoleInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endAccountRole: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
                /** @description The giving of the role. */
                accountRoleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeCalendarDay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarDayInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarDay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCalendar: {
        parameters: {
            query?: {
                /** @description A town, for its own feast and changed days; the whole country without it. */
                locality?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The year. */
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearCalendar"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listClassifiers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassifierList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readClassifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its code. */
                classifierCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassifierDocument"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listClients: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The client. */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeClient: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The client. */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ClientPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDelegations: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DelegationList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createDelegation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegationInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDelegation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The delegation. */
                delegationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    revokeDelegation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The delegation. */
                delegationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Of this kind. */
                documentType?: "Application" | "Proposal" | "Report" | "Confirmation" | "RecordSheet" | "Decision" | "RefusalDecision" | "Invitation" | "Attestation" | "NoticeLetter" | "Invoice";
                /** @description Standing so today. */
                status?: "Frozen" | "Signing" | "Issued" | "Expired" | "Annulled" | "Abandoned";
                /** @description Of this request. */
                requestId?: string;
                /** @description Only those that wait for the caller's signature. */
                awaitingMySignature?: boolean;
                /** @description Documents a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedDocument"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    annulDocument: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentAnnulment"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedDocument"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDocumentContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes (RFC 9110). What cannot be understood is passed over and the whole content given. */
                Range?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Done. */
            206: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            416: components["responses"]["Problem416"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    signDocument: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDocumentSigning"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentSigning"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readDocumentSigning: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
                /** @description The signing. */
                documentSigningId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentSigning"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDocumentVerifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The document. */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentVerifications"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The file. */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readFileContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes (RFC 9110). What cannot be understood is passed over and the whole content given. */
                Range?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The file. */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            /** @description Done. */
            206: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            416: components["responses"]["Problem416"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listInterests: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterestList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    declareInterest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterestInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readInterest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The declaration. */
                interestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endInterest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The declaration. */
                interestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readJournalEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The entry. */
                entryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntryProof"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createJournalExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewJournalExport"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalExport"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readJournalExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The export. */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalExport"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readJournalExportContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The export. */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listJournalKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalKeys"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listJournalSeals: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalSeals"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    searchJournal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JournalSearch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntries"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Only those not read yet. */
                unread?: boolean;
                /** @description Rows a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The message. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Only those of this request. */
                requestId?: string;
                /** @description Rows at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readOrderInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes (RFC 9110). What cannot be understood is passed over and the whole content given. */
                Range?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Done. */
            206: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            416: components["responses"]["Problem416"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listOrderPayments: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    orderRefund: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The order. */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    completeRefund: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The order. */
                orderId: string;
                /** @description The refund. */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundCompletionInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    registerPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonRegistration"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCurrentPerson: {
        parameters: {
            query?: {
                /** @description Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state. */
                asOf?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAccessesToCurrentPerson: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccessPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    searchPersons: {
        parameters: {
            query?: never;
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonSearch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonMatches"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readPerson: {
        parameters: {
            query?: {
                /** @description Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state. */
                asOf?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PersonPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAccessesToPerson: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccessPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAddresses: {
        parameters: {
            query?: {
                /** @description Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state. */
                asOf?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAddresses"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addAddress: {
        parameters: {
            query?: never;
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAddress"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAddress"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listChangesOfPerson: {
        parameters: {
            query?: {
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonChanges"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listDuplicatesOfPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PossibleDuplicates"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listFamilyLinks: {
        parameters: {
            query?: {
                /** @description Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state. */
                asOf?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FamilyLinks"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addFamilyLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFamilyLink"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFamilyLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listForeignDocuments: {
        parameters: {
            query?: {
                /** @description Read the record as it stood at this instant (RFC 3339, UTC); absent for its present state. */
                asOf?: string;
            };
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForeignDocuments"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addForeignDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewForeignDocument"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForeignDocument"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    mergePersons: {
        parameters: {
            query?: never;
            header: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonMerge"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedPersons"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setPhoto: {
        parameters: {
            query?: never;
            header: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPhoto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    strikeOffPerson: {
        parameters: {
            query?: never;
            header: {
                /** @description The legal ground of the processing: a code of the LegalGround classifier. Officers and partner systems must give it. */
                "Legal-Basis"?: string;
                /** @description The purpose in words, percent-encoded UTF-8. Officers and partner systems must give it. */
                "Legal-Reason"?: string;
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The person. */
                personId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeOff"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRepresentations: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: "Pending" | "Accepted" | "Refused" | "Ended";
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepresentationList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    askRepresentation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepresentationInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Representation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readRepresentation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The power. */
                representationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Representation"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    acceptRepresentation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The power. */
                representationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Representation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endRepresentation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The power. */
                representationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Representation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    refuseRepresentation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The power. */
                representationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepresentationRefusal"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Representation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: "Draft" | "AwaitingPayment" | "InExamination" | "AwaitingCompletion" | "InConsultation" | "Proposed" | "AwaitingSignature" | "Decided" | "Served" | "Appealed" | "Closed" | "Withdrawn" | "LeftUnexamined" | "Lapsed";
                /** @description Only of this service. */
                serviceCode?: string;
                /** @description Only for this person. */
                beneficiaryId?: string;
                /** @description Rows a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["RequestPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    settleAppeal: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealSettlement"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    appealDecision: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppeal"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    assignRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listAttachments: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    attachFile: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAttachment"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readAttachmentContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes (RFC 9110). What cannot be understood is passed over and the whole content given. */
                Range?: string;
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
                /** @description The attached file. */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            /** @description Done. */
            206: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            416: components["responses"]["Problem416"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    removeAttachment: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
                /** @description The attached file. */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    claimRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    closeRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    askCompletion: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletionAsked"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    completeRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Completion"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    consultBody: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Consultation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    decideRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecision"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    giveOpinion: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionGiven"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    returnProposal: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalReturn"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    proposeDecision: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProposal"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    drawRecordSheet: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRecordSheet"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawnPaper"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRegisterChecks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterCheckList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    runRegisterChecks: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterChecksAsked"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterCheckList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    drawReport: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReport"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawnPaper"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    serveDecision: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Serving"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    submitRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readTimeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    validateRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The request. */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withdrawal"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    checkService: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceCheckInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceCheck"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listServiceConcepts: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceConcepts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listServices: {
        parameters: {
            query?: {
                /** @description Only those for these people. */
                audience?: "Foreigner" | "StatelessPerson" | "ProtectionBeneficiary" | "AsylumSeeker" | "LegalEntity";
                /** @description Only those that are filed there. */
                channel?: "EFiling" | "Counter" | "Post" | "Email";
                /** @description Rows a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Services"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewService"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readService: {
        parameters: {
            query?: {
                /** @description The day whose version, fees and terms are shown; today unless said. */
                asOf?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicService"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readServiceForm: {
        parameters: {
            query?: {
                /** @description The version a request began with; the one in force unless said. */
                version?: number;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": components["schemas"]["ServiceFormSchema"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    quoteService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The service's code. */
                serviceCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceQuoteInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceQuote"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listServiceVersions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersions"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createServiceVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServiceVersion"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readServiceVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
                /** @description The version's number. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    reviseServiceVersion: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
                /** @description The version's number. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ServiceVersionPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    publishServiceVersion: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
                /** @description The version's number. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServicePublicationInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    withdrawServiceVersion: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The service's code. */
                serviceCode: string;
                /** @description The version's number. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceWithdrawalInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    beginSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunSession"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readCurrentSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endCurrentSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOutInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    renewAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setSetting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetValue"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    beginSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            400: components["responses"]["Problem400"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSubdivisions: {
        parameters: {
            query?: {
                /** @description Only offices, to which people come (true), or only the others (false). */
                servesPublic?: boolean;
                /** @description Whether closed ones are listed too. */
                closedToo?: boolean;
                /** @description Rows at most. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubdivisionList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createSubdivision: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubdivisionInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subdivision"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readSubdivision: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The subdivision. */
                subdivisionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subdivision"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeSubdivision: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that the caller has seen. Stale is 412, missing is 428. */
                "If-Match": string;
            };
            path: {
                /** @description The subdivision. */
                subdivisionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["SubdivisionPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subdivision"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The upload. */
                uploadId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The upload. */
                uploadId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    sendUploadPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Checksum of the part (RFC 9530, sha-256); compared where it is given. */
                "Content-Digest"?: string;
            };
            path: {
                /** @description The upload. */
                uploadId: string;
                /** @description The part's number, from 1; the file is the parts in the order of their numbers. */
                part: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedPart"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    verifyDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The code printed on the document, with or without its hyphens, in either case. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listWorklists: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorklistList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    readWorklist: {
        parameters: {
            query?: {
                /** @description Only of this service. */
                serviceCode?: string;
                /** @description Rows a page. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the representation that the caller has; 304 when it still stands. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The worklist. */
                worklist: "Unassigned" | "Mine" | "AwaitingCompletion" | "InConsultation" | "ToDecide" | "ToSign" | "Overdue";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "API-Version": components["headers"]["ApiVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
