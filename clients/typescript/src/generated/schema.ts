// Made from the contract by "make contract"; do not edit.
export interface paths {
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the services
         * @description Every published service, in order of its code.
         */
        get: operations["listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a service
         * @description One published service of the catalogue.
         */
        get: operations["getService"];
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
         * Look a person up
         * @description Finds persons by identity; the terms travel in the body.
         */
        post: operations["searchPersons"];
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
         * @description The requests that the caller may see, newest first.
         */
        get: operations["listRequests"];
        put?: never;
        /**
         * Begin a request
         * @description Opens a draft for a service; it can be read at once.
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
            path: {
                /**
                 * @description The request
                 * @example req_01jd0000000000000000000000
                 */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        /**
         * Read a request
         * @description One request that the caller may see.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a draft
         * @description Merges the given fields into a draft.
         */
        patch: operations["updateRequest"];
        trace?: never;
    };
    "/api/v1/requests/{requestId}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The request
                 * @example req_01jd0000000000000000000000
                 */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a request
         * @description Hands a complete draft in; from then on the term runs.
         */
        post: operations["submitRequest"];
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
        /** @description Id of a service */
        ServiceId: string;
        /** @description Id of a request */
        RequestId: string;
        /** @description Id of a person */
        PersonId: string;
        /**
         * @description A language, ISO 639-1
         * @enum {string}
         */
        Language: "ro" | "ru" | "en";
        /**
         * @description Where a request stands
         * @enum {string}
         */
        RequestState: "Draft" | "Submitted" | "Closed";
        /**
         * @description What a service yields
         * @enum {string}
         */
        ServiceKind: "Permit" | "Certificate";
        /**
         * @description Purpose of the stay
         * @enum {string}
         */
        Purpose: "Work" | "Study" | "Family";
        /** @description A text for people */
        Text: {
            ro: string;
            ru: string;
            en: string;
        };
        /** @description An amount of money */
        Money: {
            amount: string;
            /** @enum {string} */
            currency: "MDL";
        };
        /** @description A public service */
        Service: {
            id: components["schemas"]["ServiceId"];
            code: string;
            kind: components["schemas"]["ServiceKind"];
            title: components["schemas"]["Text"];
            fee: components["schemas"]["Money"];
        };
        /** @description A page of services */
        ServiceList: {
            services: components["schemas"]["Service"][];
            nextCursor: string | null;
        };
        /** @description What is known of a person */
        PersonSearch: {
            surname?: string;
            /** Format: date */
            bornOn?: string;
            cursor?: string;
            /**
             * Format: int32
             * @default 25
             */
            limit: number;
        };
        /** @description A person on record */
        Person: {
            id: components["schemas"]["PersonId"];
            surname: string;
            givenName: string | null;
            citizenship: string;
        };
        /** @description A page of persons */
        PersonList: {
            persons: components["schemas"]["Person"][];
            nextCursor: string | null;
        };
        /** @description A request to begin */
        NewRequest: {
            serviceId: components["schemas"]["ServiceId"];
            language: components["schemas"]["Language"];
            purposes: components["schemas"]["Purpose"][];
            note?: string | null;
            /** Format: int32 */
            days?: number;
        };
        /** @description Fields of a draft to change */
        RequestPatch: {
            note?: string | null;
            /** Format: int32 */
            days?: number | null;
        };
        /** @description The declaration made with a submission */
        Submission: {
            /** @constant */
            declaration: true;
        };
        /** @description A request for a service */
        Request: {
            id: components["schemas"]["RequestId"];
            serviceId: components["schemas"]["ServiceId"];
            state: components["schemas"]["RequestState"];
            language: components["schemas"]["Language"];
            purposes: components["schemas"]["Purpose"][];
            note: string | null;
            /** Format: int32 */
            days: number | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description A page of requests */
        RequestList: {
            requests: components["schemas"]["Request"][];
            nextCursor: string | null;
        };
        /** @description One fault in the input */
        Violation: {
            pointer?: string;
            parameter?: string;
            code: string;
            message: string;
        };
        /** @description What went wrong (RFC 9457) */
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            /** Format: uri-reference */
            instance: string;
            traceId: string;
            violations?: components["schemas"]["Violation"][];
        };
    };
    responses: {
        /** @description Unchanged since that ETag */
        NotModified: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                ETag: components["headers"]["ETag"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Bad input */
        BadInput: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid token */
        Unauthenticated: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed */
        Forbidden: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such record, or not for the caller */
        NotFound: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No representation that the caller accepts */
        NotAcceptable: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state does not allow it */
        Conflict: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Changed since it was read */
        Stale: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        TooLarge: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is of another type */
        UnsupportedType: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used with another body */
        KeyReused: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match is missing */
        IfMatchMissing: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many calls */
        TooMany: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours */
        Internal: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now */
        Unavailable: {
            headers: {
                "API-Version": components["headers"]["APIVersion"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-input",
                 *       "title": "Bad input",
                 *       "status": 400,
                 *       "detail": "One field is wrong.",
                 *       "instance": "/api/v1/requests",
                 *       "traceId": "0af7651916cd43dd8448eb211c80319c"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Where the page begins */
        Cursor: string;
        /** @description How many at most */
        Limit: number;
        /**
         * @description The service
         * @example srv_01jd0000000000000000000000
         */
        ServiceId: components["schemas"]["ServiceId"];
        /**
         * @description The request
         * @example req_01jd0000000000000000000000
         */
        RequestId: components["schemas"]["RequestId"];
        /**
         * @description Names this act so that a retry does it once
         * @example 8f14e45fceea167a5a36dedd4bea2543
         */
        IdempotencyKey: string;
        /**
         * @description The ETag of the record as read
         * @example "1-abc"
         */
        IfMatch: string;
        /** @description The ETag already held */
        IfNoneMatch: string;
        /**
         * @description Code of the legal ground
         * @example law-200-2010
         */
        LegalBasis: string;
        /**
         * @description Why, percent-encoded
         * @example examination
         */
        LegalReason: string;
    };
    requestBodies: never;
    headers: {
        /** @description Version of the contract */
        APIVersion: string;
        /** @description Version of the record */
        ETag: string;
        /** @description Address of the record */
        Location: string;
        /** @description What is left of the limit */
        RateLimit: string;
        /** @description The limit */
        RateLimitPolicy: string;
        /** @description Seconds to wait */
        RetryAfter: number;
        /** @description The origin that may read this answer in a browser */
        "Access-Control-Allow-Origin": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listServices: {
        parameters: {
            query?: {
                /** @description Where the page begins */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many at most */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The services of this page */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "services": [
                     *         {
                     *           "id": "srv_01jd0000000000000000000000",
                     *           "code": "EXTEND_STAY",
                     *           "kind": "Permit",
                     *           "title": {
                     *             "ro": "Prelungire",
                     *             "ru": "Продление",
                     *             "en": "Extension"
                     *           },
                     *           "fee": {
                     *             "amount": "450.00",
                     *             "currency": "MDL"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ServiceList"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag already held */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The service
                 * @example srv_01jd0000000000000000000000
                 */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "srv_01jd0000000000000000000000",
                     *       "code": "EXTEND_STAY",
                     *       "kind": "Permit",
                     *       "title": {
                     *         "ro": "Prelungire",
                     *         "ru": "Продление",
                     *         "en": "Extension"
                     *       },
                     *       "fee": {
                     *         "amount": "450.00",
                     *         "currency": "MDL"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Service"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchPersons: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Code of the legal ground
                 * @example law-200-2010
                 */
                "Legal-Basis": components["parameters"]["LegalBasis"];
                /**
                 * @description Why, percent-encoded
                 * @example examination
                 */
                "Legal-Reason": components["parameters"]["LegalReason"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What is known of the person */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "surname": "Popescu",
                 *       "limit": 25
                 *     }
                 */
                "application/json": components["schemas"]["PersonSearch"];
            };
        };
        responses: {
            /** @description The persons found */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "persons": [
                     *         {
                     *           "id": "per_01jd0000000000000000000000",
                     *           "surname": "Popescu",
                     *           "givenName": null,
                     *           "citizenship": "ROU"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Where the page begins */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many at most */
                limit?: components["parameters"]["Limit"];
                /** @description Only requests in this state */
                state?: components["schemas"]["RequestState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests of this page */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requests": [],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names this act so that a retry does it once
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The service asked for and the first answers */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "serviceId": "srv_01jd0000000000000000000000",
                 *       "language": "ro",
                 *       "purposes": [
                 *         "Work"
                 *       ],
                 *       "note": null,
                 *       "days": 90
                 *     }
                 */
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_01jd0000000000000000000000",
                     *       "serviceId": "srv_01jd0000000000000000000000",
                     *       "state": "Draft",
                     *       "language": "ro",
                     *       "purposes": [
                     *         "Work"
                     *       ],
                     *       "note": null,
                     *       "days": 90,
                     *       "createdAt": "2026-01-05T08:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag already held */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The request
                 * @example req_01jd0000000000000000000000
                 */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_01jd0000000000000000000000",
                     *       "serviceId": "srv_01jd0000000000000000000000",
                     *       "state": "Draft",
                     *       "language": "ro",
                     *       "purposes": [
                     *         "Work"
                     *       ],
                     *       "note": null,
                     *       "days": 90,
                     *       "createdAt": "2026-01-05T08:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the record as read
                 * @example "1-abc"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The request
                 * @example req_01jd0000000000000000000000
                 */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        /** @description The fields to change */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "A line for the examiner"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["RequestPatch"];
            };
        };
        responses: {
            /** @description The changed draft */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_01jd0000000000000000000000",
                     *       "serviceId": "srv_01jd0000000000000000000000",
                     *       "state": "Draft",
                     *       "language": "ro",
                     *       "purposes": [
                     *         "Work"
                     *       ],
                     *       "note": null,
                     *       "days": 90,
                     *       "createdAt": "2026-01-05T08:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            428: components["responses"]["IfMatchMissing"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitRequest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this act so that a retry does it once
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The ETag of the record as read
                 * @example "1-abc"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The request
                 * @example req_01jd0000000000000000000000
                 */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        /** @description The declaration */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "declaration": true
                 *     }
                 */
                "application/json": components["schemas"]["Submission"];
            };
        };
        responses: {
            /** @description The submitted request */
            200: {
                headers: {
                    "API-Version": components["headers"]["APIVersion"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "req_01jd0000000000000000000000",
                     *       "serviceId": "srv_01jd0000000000000000000000",
                     *       "state": "Submitted",
                     *       "language": "ro",
                     *       "purposes": [
                     *         "Work"
                     *       ],
                     *       "note": null,
                     *       "days": 90,
                     *       "createdAt": "2026-01-05T08:00:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["BadInput"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Stale"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["KeyReused"];
            428: components["responses"]["IfMatchMissing"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
