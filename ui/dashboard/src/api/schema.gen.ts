/** Generated from our OpenAPI document by `make client`. */

export interface paths {
    "/alchemi/account/theme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Theme
         * @description The theme of the caller's account.
         */
        get: operations["get_theme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Theme
         * @description Show the logo at an address, or none.
         */
        patch: operations["change_theme"];
        trace?: never;
    };
    "/alchemi/account/theme/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload Logo
         * @description Show this picture: PNG, JPEG or WebP of at most 256 KiB, sent as the body itself.
         */
        post: operations["upload_logo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/admin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Admins
         * @description Who administers the caller's account.
         */
        get: operations["list_own_admins"];
        put?: never;
        /**
         * Add Own Admin
         * @description Make a user of the account its administrator; the user is made when there is none of this address.
         */
        post: operations["add_own_admin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/admin/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update Own Admin
         * @description Give an administrator another address, role or password; a new password ends this user's sessions.
         */
        put: operations["update_own_admin"];
        post?: never;
        /**
         * Remove Own Admin
         * @description Make an administrator an ordinary member and block this user's keys; the last one stays.
         */
        delete: operations["remove_own_admin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/admin/{address}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Password Of Own Admin
         * @description Give another administrator a new password; this user's sessions end.
         */
        put: operations["set_password_of_own_admin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Own Metadata
         * @description What the account notes about itself.
         */
        get: operations["get_own_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Own Metadata
         * @description Lay notes over those that are there. The operator sees them below `account`, and keeps what stands beside that.
         */
        patch: operations["change_own_metadata"];
        trace?: never;
    };
    "/alchemi/account/smtp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mail Server
         * @description The account's mail server.
         */
        get: operations["get_mail_server"];
        /**
         * Put Mail Server
         * @description Set the fields that are sent. The first time, `smtp_host` and `sender_email` are needed.
         */
        put: operations["put_mail_server"];
        post?: never;
        /**
         * Delete Mail Server
         * @description Forget it: mails go through the deployment's server again.
         */
        delete: operations["delete_mail_server"];
        options?: never;
        head?: never;
        /**
         * Change Mail Server
         * @description Set the fields that are sent. The first time, `smtp_host` and `sender_email` are needed.
         */
        patch: operations["change_mail_server"];
        trace?: never;
    };
    "/alchemi/account/smtp/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Mail Server
         * @description Connect to it and sign in, and send nothing. `POST /alchemi/email-event/test` sends a mail.
         */
        post: operations["test_mail_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Account
         * @description Make an account, with its first administrator when `admin_email` is given.
         */
        post: operations["create_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description One page of accounts; purged ones only when `status` asks for them.
         */
        get: operations["list_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Account
         * @description One account.
         */
        get: operations["get_account"];
        /**
         * Replace Account Fields
         * @description Change the fields that are sent.
         */
        put: operations["replace_account_fields"];
        post?: never;
        /**
         * Suspend Account
         * @description Suspend the account: its keys and sessions are refused everywhere within two seconds. Nothing is removed.
         */
        delete: operations["suspend_account"];
        options?: never;
        head?: never;
        /**
         * Update Account
         * @description Change the fields that are sent.
         */
        patch: operations["update_account"];
        trace?: never;
    };
    "/alchemi/account/{account_id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate Account
         * @description Let a suspended account work again.
         */
        post: operations["reactivate_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Purge Account
         * @description Remove the account and every row it has, for good.
         */
        post: operations["purge_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}/admin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Account Admins
         * @description Who administers the account.
         */
        get: operations["list_account_admins"];
        put?: never;
        /**
         * Add Account Admin
         * @description Make a user of the account its administrator; the user is made when there is none of this address.
         */
        post: operations["add_account_admin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}/admin/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update Account Admin
         * @description Give an administrator another address, role or password; a new password ends this user's sessions.
         */
        put: operations["update_account_admin"];
        post?: never;
        /**
         * Remove Account Admin
         * @description Make an administrator an ordinary member and block this user's keys; the last one stays.
         */
        delete: operations["remove_account_admin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}/admin/{email}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Password Of Account Admin
         * @description Give an administrator a new password; this user's sessions end.
         */
        put: operations["set_password_of_account_admin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/logs/openobserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Audit Store
         * @description Events of the account that were forwarded, the newest first.
         */
        get: operations["search_audit_store"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit Events
         * @description One page of the account's events, newest first.
         */
        get: operations["list_audit_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Audit Events
         * @description The same.
         */
        get: operations["search_audit_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/logs/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Audit Event
         * @description One event of the account.
         */
        get: operations["get_audit_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit Event Types
         * @description What has happened to what, and how often.
         */
        get: operations["list_audit_event_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Audit Events
         * @description All events that match, as CSV or as JSON lines; the export is an event itself.
         */
        get: operations["export_audit_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify Audit Trail
         * @description Whether the trail is whole: nothing changed, removed, added or put elsewhere.
         */
        get: operations["verify_audit_trail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/audit/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Audit Retention
         * @description How long events are kept.
         */
        get: operations["get_audit_retention"];
        /**
         * Set Audit Retention
         * @description Say how long events are kept, from the platform's minimum on.
         */
        put: operations["set_audit_retention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Login
         * @description How the user of an address signs in.
         */
        post: operations["resolve_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log In
         * @description Begin a session. Why a sign-in failed is not told.
         */
        post: operations["log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log Out
         * @description End the session, if there is one.
         */
        post: operations["log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description Who is signed in, where, and what the caller may do.
         */
        get: operations["get_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/session/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch Account
         * @description Act in another of the accounts that this sign-in opened. The session gets a new cookie.
         */
        post: operations["switch_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description The caller's sessions in this account, newest first.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Session
         * @description End one of the caller's sessions, on this worker at once and on all within two seconds.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login/sso/{account_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start Sso
         * @description Send the browser to a provider of the account. With `link`, the signed-in user is linked to who signs in there.
         */
        get: operations["start_sso"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login/sso/{account_id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finish Sso
         * @description Take the provider's answer and begin the session. Why a sign-in was refused is logged, and not told to the browser.
         */
        get: operations["finish_sso"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/integration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Integrations
         * @description One page of integrations: those of workspaces, and one's own.
         */
        get: operations["list_integrations"];
        put?: never;
        /**
         * Create Integration
         * @description Connect an application. Users connect themselves; for others, and for a workspace, it takes `connections:write`.
         */
        post: operations["create_integration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/integration/{integration_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Integration
         * @description One integration.
         */
        get: operations["get_integration"];
        /**
         * Put Integration
         * @description Change the fields that are sent: its state, or that it was connected anew.
         */
        put: operations["put_integration"];
        post?: never;
        /**
         * Delete Integration
         * @description Forget it here; what it may do at the integration service is ended there.
         */
        delete: operations["delete_integration"];
        options?: never;
        head?: never;
        /**
         * Update Integration
         * @description Change the fields that are sent: its state, or that it was connected anew.
         */
        patch: operations["update_integration"];
        trace?: never;
    };
    "/alchemi/connection/integration-def": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Definitions
         * @description The same for the operator, who acts for no account.
         */
        get: operations["list_platform_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/integration-def/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Definitions
         * @description What may be connected, in the order in which it is shown.
         */
        get: operations["list_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/integration-def/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Definition
         * @description Offer an application to all accounts.
         */
        post: operations["add_definition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/integration-def/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Definition
         * @description Change the fields that are sent.
         */
        put: operations["put_definition"];
        post?: never;
        /**
         * Delete Definition
         * @description Offer it no longer; what is connected stays.
         */
        delete: operations["delete_definition"];
        options?: never;
        head?: never;
        /**
         * Update Definition
         * @description Change the fields that are sent.
         */
        patch: operations["update_definition"];
        trace?: never;
    };
    "/alchemi/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Connection
         * @description One page of connections.
         */
        get: operations["list_connection"];
        put?: never;
        /**
         * Create Connection
         * @description Make a connection.
         */
        post: operations["create_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Connection
         * @description One connection.
         */
        get: operations["get_connection"];
        /**
         * Put Update Connection
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_connection"];
        post?: never;
        /**
         * Delete Connection
         * @description Delete a connection.
         */
        delete: operations["delete_connection"];
        options?: never;
        head?: never;
        /**
         * Update Connection
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_connection"];
        trace?: never;
    };
    "/alchemi/connection/{connection_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal Connection
         * @description The connection with its secrets in clear, for a service that is about to connect. The audit trail tells of it.
         */
        post: operations["reveal_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/connection/{connection_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Connection
         * @description Try one of type `mcp` or `openapi`. Others cannot be tried from here: 409.
         */
        post: operations["test_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Group
         * @description One page of groups.
         */
        get: operations["list_group"];
        put?: never;
        /**
         * Create Group
         * @description Make a group.
         */
        post: operations["create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/group/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Default Group
         * @description The group that new users come into.
         */
        get: operations["get_default_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/group/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Groups
         * @description How many groups there are.
         */
        get: operations["count_groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/group/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Group
         * @description One group.
         */
        get: operations["get_group"];
        /**
         * Put Update Group
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_group"];
        post?: never;
        /**
         * Delete Group
         * @description Delete a group that is not the default one.
         */
        delete: operations["delete_group"];
        options?: never;
        head?: never;
        /**
         * Update Group
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_group"];
        trace?: never;
    };
    "/alchemi/override-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Override
         * @description One page of overrides.
         */
        get: operations["list_override"];
        put?: never;
        /**
         * Create Override
         * @description Override an entry of the catalogue for the account, a group, a team or a user.
         */
        post: operations["create_override"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/override-config/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Active Overrides
         * @description Overrides that hold now.
         */
        get: operations["list_active_overrides"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/override-config/catalog/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Catalog
         * @description What there is to override, in the order in which it is shown.
         */
        get: operations["list_catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/override-config/catalog/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Catalog Entry
         * @description Add an entry for all accounts.
         */
        post: operations["add_catalog_entry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/override-config/catalog/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Catalog Entry
         * @description Change the fields that are sent.
         */
        put: operations["put_catalog_entry"];
        post?: never;
        /**
         * Delete Catalog Entry
         * @description Delete an entry that no other stands below.
         */
        delete: operations["delete_catalog_entry"];
        options?: never;
        head?: never;
        /**
         * Update Catalog Entry
         * @description Change the fields that are sent.
         */
        patch: operations["update_catalog_entry"];
        trace?: never;
    };
    "/alchemi/override-config/{override_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Override
         * @description One override.
         */
        get: operations["get_override"];
        /**
         * Put Override
         * @description Change the fields that are sent; whom it is for stays.
         */
        put: operations["put_override"];
        post?: never;
        /**
         * Delete Override
         * @description Delete an override.
         */
        delete: operations["delete_override"];
        options?: never;
        head?: never;
        /**
         * Update Override
         * @description Change the fields that are sent; whom it is for stays.
         */
        patch: operations["update_override"];
        trace?: never;
    };
    "/alchemi/ticket/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ticket Queue
         * @description Tickets of all accounts, the oldest first.
         */
        get: operations["list_ticket_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/ticket/queue/{of_account}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Queued Ticket
         * @description A ticket with what was said on it.
         */
        get: operations["get_queued_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Queued Ticket
         * @description Set state and priority; its author is told of the state.
         */
        patch: operations["change_queued_ticket"];
        trace?: never;
    };
    "/alchemi/ticket/queue/{of_account}/{ticket_id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Queued Ticket
         * @description Answer a ticket; its author is told.
         */
        post: operations["answer_queued_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ticket
         * @description One page of tickets.
         */
        get: operations["list_ticket"];
        put?: never;
        /**
         * Create Ticket
         * @description Open a ticket.
         */
        post: operations["create_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/ticket/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ticket
         * @description One ticket.
         */
        get: operations["get_ticket"];
        /**
         * Put Ticket
         * @description Change the fields that are sent.
         */
        put: operations["put_ticket"];
        post?: never;
        /**
         * Close Ticket
         * @description Close a ticket; it stays and can be reopened.
         */
        delete: operations["close_ticket"];
        options?: never;
        head?: never;
        /**
         * Update Ticket
         * @description Change the fields that are sent.
         */
        patch: operations["update_ticket"];
        trace?: never;
    };
    "/alchemi/ticket/{ticket_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Ticket
         * @description Open a ticket that was resolved or closed again.
         */
        post: operations["reopen_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/ticket/{ticket_id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ticket Comment
         * @description One page of comments.
         */
        get: operations["list_ticket_comment"];
        put?: never;
        /**
         * Add Ticket Comment
         * @description Say something on a ticket. The first who is not its author responds.
         */
        post: operations["add_ticket_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/ticket/{ticket_id}/comment/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ticket Comment
         * @description One ticket comment.
         */
        get: operations["get_ticket_comment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Workspace
         * @description One page of workspaces.
         */
        get: operations["list_workspace"];
        put?: never;
        /**
         * Create Workspace
         * @description Make a workspace; the user who makes it becomes its first admin.
         */
        post: operations["create_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/workspace/{workspace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workspace
         * @description One workspace with its members, archived or not.
         */
        get: operations["get_workspace"];
        /**
         * Put Workspace
         * @description Change the fields that are sent. For the workspace's admins, those of the account, and services.
         */
        put: operations["put_workspace"];
        post?: never;
        /**
         * Delete Workspace
         * @description Delete a workspace. It can be restored.
         */
        delete: operations["delete_workspace"];
        options?: never;
        head?: never;
        /**
         * Update Workspace
         * @description Change the fields that are sent. For the workspace's admins, those of the account, and services.
         */
        patch: operations["update_workspace"];
        trace?: never;
    };
    "/alchemi/workspace/{workspace_id}/member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Workspace Member
         * @description One page of members.
         */
        get: operations["list_workspace_member"];
        put?: never;
        /**
         * Add Workspace Member
         * @description Add a user of the account to the workspace.
         */
        post: operations["add_workspace_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/workspace/{workspace_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Workspace
         * @description Take back that a workspace was deleted.
         */
        post: operations["restore_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/workspace/{workspace_id}/member/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Workspace Member
         * @description One workspace member.
         */
        get: operations["get_workspace_member"];
        /**
         * Put Workspace Member
         * @description Change what a member may do. One admin stays.
         */
        put: operations["put_workspace_member"];
        post?: never;
        /**
         * Remove Workspace Member
         * @description Take a user out of the workspace. One admin stays.
         */
        delete: operations["remove_workspace_member"];
        options?: never;
        head?: never;
        /**
         * Update Workspace Member
         * @description Change what a member may do. One admin stays.
         */
        patch: operations["update_workspace_member"];
        trace?: never;
    };
    "/alchemi/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Token
         * @description One page of tokens.
         */
        get: operations["list_token"];
        put?: never;
        /**
         * Create Token
         * @description Make a token with scopes that the caller holds. It is told in this answer and never again.
         */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/token/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate Token
         * @description What a token of the caller's own account opens; for services alone.
         */
        post: operations["validate_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/token/update-last-used": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Touch Token
         * @description Note that a service has just used the token.
         */
        post: operations["touch_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/token/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clean Tokens
         * @description Delete tokens that were revoked, or expired, more than ninety days ago.
         */
        post: operations["clean_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/token/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Token
         * @description One token.
         */
        get: operations["get_token"];
        /**
         * Put Token
         * @description Change a token that is not revoked.
         */
        put: operations["put_token"];
        post?: never;
        /**
         * Revoke Token
         * @description Revoke a token, everywhere within two seconds. Its row stays for the audit trail.
         */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        /**
         * Update Token
         * @description Change a token that is not revoked.
         */
        patch: operations["update_token"];
        trace?: never;
    };
    "/alchemi/token/{token_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Token
         * @description Give the token another text; the old one ends within two seconds.
         */
        post: operations["rotate_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Role
         * @description One page of roles.
         */
        get: operations["list_role"];
        put?: never;
        /**
         * Create Role
         * @description Make a role of permissions that the caller holds.
         */
        post: operations["create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Built In Roles
         * @description The roles that every account has; they cannot be changed.
         */
        get: operations["list_built_in_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role/permission/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Permissions
         * @description Every permission that a role or a token of an account can hold. The vocabulary is the product's own.
         */
        get: operations["list_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Role
         * @description One role.
         */
        get: operations["get_role"];
        /**
         * Put Update Role
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_role"];
        post?: never;
        /**
         * Delete Role
         * @description Delete a role that nobody has and that is not the default.
         */
        delete: operations["delete_role"];
        options?: never;
        head?: never;
        /**
         * Update Role
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_role"];
        trace?: never;
    };
    "/alchemi/role/{role_id}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Permissions
         * @description Have the role hold just these. Its members have them within two seconds.
         */
        put: operations["set_permissions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role/{role_id}/permission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant Permission
         * @description Add a permission that the caller holds.
         */
        post: operations["grant_permission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/role/{role_id}/permission/{permission}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Permission
         * @description Take a permission from the role.
         */
        delete: operations["revoke_permission"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Team
         * @description One page of teams.
         */
        get: operations["list_team"];
        put?: never;
        /**
         * Create Team
         * @description Make a team.
         */
        post: operations["create_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/team/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Default Team
         * @description The default team of a group.
         */
        get: operations["get_default_team"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/team/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Team
         * @description One team.
         */
        get: operations["get_team"];
        /**
         * Put Update Team
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_team"];
        post?: never;
        /**
         * Delete Team
         * @description Delete a team that is not a default one; its members belong to none from then on.
         */
        delete: operations["delete_team"];
        options?: never;
        head?: never;
        /**
         * Update Team
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_team"];
        trace?: never;
    };
    "/alchemi/team/{team_id}/member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Team Members
         * @description Who belongs to the team.
         */
        get: operations["list_team_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Membership
         * @description One page of memberships.
         */
        get: operations["list_membership"];
        put?: never;
        /**
         * Add Member
         * @description Make a user of the account a member; a former one is taken back.
         */
        post: operations["add_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/membership/of-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Memberships Of Users
         * @description The memberships of these users, in no order; who has none is left out.
         */
        get: operations["list_memberships_of_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/membership/user/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Membership Of User
         * @description The membership of this user.
         */
        get: operations["get_membership_of_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/membership/{membership_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Membership
         * @description One membership.
         */
        get: operations["get_membership"];
        /**
         * Put Membership
         * @description Change a membership. Members change their own preferences; the rest is for who manages members.
         */
        put: operations["put_membership"];
        post?: never;
        /**
         * Remove Member
         * @description End a membership: the user's sessions end within two seconds, keys are blocked, workspaces given up.
         */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        /**
         * Update Membership
         * @description Change a membership. Members change their own preferences; the rest is for who manages members.
         */
        patch: operations["update_membership"];
        trace?: never;
    };
    "/alchemi/invite/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Invite
         * @description What an invitation is for; known to who has its link. The token is sent in the body: addresses are logged.
         */
        post: operations["verify_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/invite/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Invite
         * @description Become a member. The link was mailed to the address, which proves it; a new user chooses a password.
         */
        post: operations["accept_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget Password
         * @description Have a link mailed. The answer is the same, and as quick, whether or not anybody has the address.
         */
        post: operations["forget_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/login/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description Set a new password with a mailed link. Every session of the user ends.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change the own password. Every session of the user ends, this one too: sign in again.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Invitation
         * @description One page of invitations.
         */
        get: operations["list_invitation"];
        put?: never;
        /**
         * Create Invite
         * @description Invite an address, into no more than the caller is. One invitation of an address is open at a time: send it again.
         */
        post: operations["create_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/invite/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Invitation
         * @description One invitation.
         */
        get: operations["get_invitation"];
        put?: never;
        post?: never;
        /**
         * Revoke Invite
         * @description Revoke an invitation that is open. It stays in the list.
         */
        delete: operations["revoke_invite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/invite/{invitation_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend Invite
         * @description Send an open invitation again, with a new link; the old one ends.
         */
        post: operations["resend_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Quota
         * @description One page of quotas.
         */
        get: operations["list_quota"];
        put?: never;
        /**
         * Create Quota
         * @description Make a quota. There is one active one for a unit, product and feature; its period moves on by itself.
         */
        post: operations["create_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Quota Balance
         * @description What the open periods hold, by unit.
         */
        get: operations["get_quota_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Quota
         * @description Whether an amount could be deducted now. Nothing is held: another may be quicker.
         */
        post: operations["check_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/deduct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deduct Quota
         * @description Take an amount from the quotas of a unit, the most specific first; 429 when they have less, and nothing is taken.
         */
        post: operations["deduct_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Quota
         * @description Close the open period and begin another. The same request again changes nothing.
         */
        post: operations["reset_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/{quota_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Quota
         * @description One quota.
         */
        get: operations["get_quota"];
        /**
         * Put Quota
         * @description Change the fields that are sent. What was used is changed by consuming and refunding alone.
         */
        put: operations["put_quota"];
        post?: never;
        /**
         * Delete Quota
         * @description Delete a quota.
         */
        delete: operations["delete_quota"];
        options?: never;
        head?: never;
        /**
         * Update Quota
         * @description Change the fields that are sent. What was used is changed by consuming and refunding alone.
         */
        patch: operations["update_quota"];
        trace?: never;
    };
    "/alchemi/quota/{quota_id}/consume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consume Quota
         * @description Take an amount from this quota; 429 when it has less, and nothing is taken.
         */
        post: operations["consume_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/{quota_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund Quota
         * @description Give an amount back that was used in this period.
         */
        post: operations["refund_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/quota/{quota_id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Quota Ledger Entry
         * @description One page of entries.
         */
        get: operations["list_quota_ledger_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Credit Budget
         * @description One page of budgets.
         */
        get: operations["list_credit_budget"];
        put?: never;
        /**
         * Create Budget
         * @description Make a budget. Without a parent it is a part of the account's, if there is one; parts fit into the whole.
         */
        post: operations["create_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Budget Plan
         * @description One page of plans.
         */
        get: operations["list_budget_plan"];
        put?: never;
        /**
         * Create Budget Plan
         * @description Make a budget plan.
         */
        post: operations["create_budget_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/plan/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Budget Plan
         * @description One budget plan.
         */
        get: operations["get_budget_plan"];
        /**
         * Put Update Budget Plan
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_budget_plan"];
        post?: never;
        /**
         * Retire Plan
         * @description Put a plan out of use; its budgets stay.
         */
        delete: operations["retire_plan"];
        options?: never;
        head?: never;
        /**
         * Update Budget Plan
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_budget_plan"];
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Credit Budget
         * @description One credit budget.
         */
        get: operations["get_credit_budget"];
        /**
         * Put Budget
         * @description Change the fields that are sent; whose budget it is stays, and so does what was used.
         */
        put: operations["put_budget"];
        post?: never;
        /**
         * Delete Budget
         * @description Delete a budget that no other is a part of.
         */
        delete: operations["delete_budget"];
        options?: never;
        head?: never;
        /**
         * Update Budget
         * @description Change the fields that are sent; whose budget it is stays, and so does what was used.
         */
        patch: operations["update_budget"];
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Budget
         * @description Whether an amount could be consumed now. Nothing is held: another may be quicker.
         */
        post: operations["check_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}/consume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consume Budget
         * @description Take an amount from the budget and from all above it; 429 when one has less, and nothing is taken.
         */
        post: operations["consume_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund Budget
         * @description Give an amount back that was used in this cycle, to all budgets above too.
         */
        post: operations["refund_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}/roll-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll Over Budget
         * @description Begin the next cycle: the one that is sent, or the one that is due. The same request again changes nothing.
         */
        post: operations["roll_over_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/credit-budget/{budget_id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Budget Ledger Entry
         * @description One page of entries.
         */
        get: operations["list_budget_ledger_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs
         * @description Records of the account, and their sums.
         */
        get: operations["list_costs"];
        put?: never;
        /**
         * Create Cost
         * @description Record an event and answer with the record; one that is recorded already is answered as it is.
         */
        post: operations["create_cost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Cost
         * @description Record an event. What the gateway has not charged itself is charged to quotas and credit budgets.
         */
        post: operations["record_cost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs Of Account
         * @description Records of the account, and their sums.
         */
        get: operations["list_costs_of_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs By Workspace
         * @description What each workspace has cost, the dearest first.
         */
        get: operations["list_costs_by_workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs By User
         * @description What each user has cost, the dearest first.
         */
        get: operations["list_costs_by_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/daily": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Daily Costs
         * @description What the records of each day add up to, in days of a time zone.
         */
        get: operations["list_daily_costs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Usage
         * @description What each day has cost in all: the gateway's own spend and the records that are no references to it.
         */
        get: operations["get_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Costs
         * @description The records as CSV, at most 50,000.
         */
        get: operations["export_costs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/record/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Costs
         * @description Record up to a thousand events: all of them or none.
         */
        post: operations["record_costs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/workspace/{workspace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs Of Workspace
         * @description Records of a workspace, for its members too.
         */
        get: operations["list_costs_of_workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/user/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Costs Of User
         * @description Records of a user; everybody sees their own.
         */
        get: operations["list_costs_of_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/cost/{record_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Cost Record
         * @description One cost record.
         */
        get: operations["get_cost_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/subscription/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Payment
         * @description Take a signed message about a subscription. It may be delivered again, and out of order.
         */
        post: operations["take_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Subscriptions
         * @description One page of subscriptions.
         */
        get: operations["list_subscriptions"];
        put?: never;
        /**
         * Subscribe
         * @description Subscribe to a plan, on its terms of now. One subscription of a product runs at a time.
         */
        post: operations["subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/subscription/plan/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Plans
         * @description What may be subscribed to.
         */
        get: operations["list_plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/subscription/plan/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Plan
         * @description Add a plan.
         */
        post: operations["add_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/subscription/plan/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Plan
         * @description Change the fields that are sent, for those who subscribe from now on.
         */
        put: operations["put_plan"];
        post?: never;
        /**
         * Delete Plan
         * @description Put a plan out of use; subscriptions to it stay.
         */
        delete: operations["delete_plan"];
        options?: never;
        head?: never;
        /**
         * Update Plan
         * @description Change the fields that are sent, for those who subscribe from now on.
         */
        patch: operations["update_plan"];
        trace?: never;
    };
    "/alchemi/subscription/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Subscription
         * @description One subscription.
         */
        get: operations["get_subscription"];
        /**
         * Put Subscription
         * @description Change the fields that are sent; the quotas follow, and what was used of them stays.
         */
        put: operations["put_subscription"];
        post?: never;
        /**
         * Cancel Subscription
         * @description Cancel a subscription as of now: what it gave ends.
         */
        delete: operations["cancel_subscription"];
        options?: never;
        head?: never;
        /**
         * Update Subscription
         * @description Change the fields that are sent; the quotas follow, and what was used of them stays.
         */
        patch: operations["update_subscription"];
        trace?: never;
    };
    "/alchemi/effective-access/compute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compute Access
         * @description All that the catalogue has, as it holds for a user of the account. Others than oneself need `overrides:read`.
         */
        get: operations["compute_access"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/effective-access/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Access
         * @description Whether a user may use one entry, and why.
         */
        post: operations["check_access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/platform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Agents
         * @description All of them, for the operator.
         */
        get: operations["list_platform_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/platform/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Agents Of Platform
         * @description The platform's agents that are in use, by name.
         */
        get: operations["list_agents_of_platform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/platform/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Platform Agent
         * @description Offer an agent to all accounts.
         */
        post: operations["add_platform_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/platform/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Platform Agent
         * @description Change the fields that are sent.
         */
        put: operations["put_platform_agent"];
        post?: never;
        /**
         * Delete Platform Agent
         * @description Offer it no longer.
         */
        delete: operations["delete_platform_agent"];
        options?: never;
        head?: never;
        /**
         * Update Platform Agent
         * @description Change the fields that are sent.
         */
        patch: operations["update_platform_agent"];
        trace?: never;
    };
    "/alchemi/agentdef": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Agent
         * @description One page of agents.
         */
        get: operations["list_agent"];
        put?: never;
        /**
         * Create Agent
         * @description Make an agent.
         */
        post: operations["create_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Agents
         * @description Agents whose name, description or prompt has the text `q`.
         */
        get: operations["search_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync Agents
         * @description Make agents, and change those whose `agent_id` is there already: all of them or none.
         */
        post: operations["sync_agents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agent
         * @description One agent of the account, or of the platform's that are in use.
         */
        get: operations["get_agent"];
        /**
         * Put Agent
         * @description Change the fields that are sent; what the agent was before is kept as a version.
         */
        put: operations["put_agent"];
        post?: never;
        /**
         * Delete Agent
         * @description Delete a agent. It can be restored.
         */
        delete: operations["delete_agent"];
        options?: never;
        head?: never;
        /**
         * Update Agent
         * @description Change the fields that are sent; what the agent was before is kept as a version.
         */
        patch: operations["update_agent"];
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate Agent
         * @description Put an agent into use.
         */
        post: operations["activate_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate Agent
         * @description Take an agent out of use.
         */
        post: operations["deactivate_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Agent Version
         * @description One page of versions.
         */
        get: operations["list_agent_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Agent
         * @description Take back that a agent was deleted.
         */
        post: operations["restore_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/version/{version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agent Version
         * @description One agent version.
         */
        get: operations["get_agent_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentdef/{agent_id}/version/{version_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Agent Version
         * @description Make the agent again what it was in a version. This is a change like others: nothing is lost by it.
         */
        post: operations["restore_agent_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentgroup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Agent Groups
         * @description One page of groups, and how many agents each has.
         */
        get: operations["list_agent_groups"];
        put?: never;
        /**
         * Create Agent Group
         * @description Make a agent group.
         */
        post: operations["create_agent_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentgroup/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agent Group
         * @description One agent group.
         */
        get: operations["get_agent_group"];
        /**
         * Put Update Agent Group
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_agent_group"];
        post?: never;
        /**
         * Delete Agent Group
         * @description Delete a agent group.
         */
        delete: operations["delete_agent_group"];
        options?: never;
        head?: never;
        /**
         * Update Agent Group
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_agent_group"];
        trace?: never;
    };
    "/alchemi/agentgroup/{group_id}/member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Agent Group Member
         * @description One page of members.
         */
        get: operations["list_agent_group_member"];
        /**
         * Order Group Members
         * @description Put the agents of the group into this order; every one of them is named.
         */
        put: operations["order_group_members"];
        /**
         * Add Group Member
         * @description Add an agent of the account to the group.
         */
        post: operations["add_group_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/agentgroup/{group_id}/member/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Agent Group Member
         * @description One agent group member.
         */
        get: operations["get_agent_group_member"];
        /**
         * Put Update Agent Group Member
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_agent_group_member"];
        post?: never;
        /**
         * Remove Group Member
         * @description Take an agent out of the group; its own id does for that of its place.
         */
        delete: operations["remove_group_member"];
        options?: never;
        head?: never;
        /**
         * Update Agent Group Member
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_agent_group_member"];
        trace?: never;
    };
    "/alchemi/notification/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Templates
         * @description The same for the operator, who acts for no account.
         */
        get: operations["list_platform_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/account-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Account Template
         * @description One page of templates.
         */
        get: operations["list_account_template"];
        put?: never;
        /**
         * Create Account Template
         * @description Say something else than a template of the platform, within its placeholders.
         */
        post: operations["create_account_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/template/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description The platform's templates, as an account reads them.
         */
        get: operations["list_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/template/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Template
         * @description Add a template for all accounts.
         */
        post: operations["add_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/template/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Template
         * @description Change the fields that are sent.
         */
        put: operations["put_template"];
        post?: never;
        /**
         * Delete Template
         * @description Delete a template.
         */
        delete: operations["delete_template"];
        options?: never;
        head?: never;
        /**
         * Update Template
         * @description Change the fields that are sent.
         */
        patch: operations["update_template"];
        trace?: never;
    };
    "/alchemi/notification/account-template/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Account Template
         * @description One account template.
         */
        get: operations["get_account_template"];
        /**
         * Put Account Template
         * @description Change what is said, or whether it is.
         */
        put: operations["put_account_template"];
        post?: never;
        /**
         * Delete Account Template
         * @description Delete a account template.
         */
        delete: operations["delete_account_template"];
        options?: never;
        head?: never;
        /**
         * Update Account Template
         * @description Change what is said, or whether it is.
         */
        patch: operations["update_account_template"];
        trace?: never;
    };
    "/alchemi/notification/account-template/{template_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Account Template
         * @description What a notification would say; placeholders without a value stand in brackets.
         */
        post: operations["preview_account_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notifications
         * @description The caller's own notifications, the newest first; those who see all see everybody's.
         */
        get: operations["list_notifications"];
        put?: never;
        /**
         * Create Notification
         * @description Tell a user something, in the console and by mail if `channel` says so. For admins and services.
         */
        post: operations["create_notification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark All Read
         * @description Mark all own notifications as read; a service says whose.
         */
        put: operations["mark_all_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/unread-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Unread
         * @description How many own notifications are unread; those who see all may ask for another's.
         */
        get: operations["count_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/{notification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notification
         * @description One notification.
         */
        get: operations["get_notification"];
        put?: never;
        post?: never;
        /**
         * Delete Notification
         * @description Delete a notification.
         */
        delete: operations["delete_notification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/notification/{notification_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark Notification Read
         * @description Mark an own notification as read; the first time counts.
         */
        put: operations["mark_notification_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/discussion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Discussions
         * @description One page of messages: threads, replies, or what is about one object.
         */
        get: operations["list_discussions"];
        put?: never;
        /**
         * Create Discussion
         * @description Begin a thread, or answer in one. Who is mentioned and may see it is notified.
         */
        post: operations["create_discussion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/discussion/{discussion_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Discussion
         * @description One message, with its reactions and the number of its replies.
         */
        get: operations["get_discussion"];
        /**
         * Put Discussion
         * @description Change an own message.
         */
        put: operations["put_discussion"];
        post?: never;
        /**
         * Delete Discussion
         * @description Delete a message. One that was answered stays as a deleted one, without what it said.
         */
        delete: operations["delete_discussion"];
        options?: never;
        head?: never;
        /**
         * Update Discussion
         * @description Change an own message.
         */
        patch: operations["update_discussion"];
        trace?: never;
    };
    "/alchemi/discussion/{discussion_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Replies
         * @description What was answered to a message, the newest first.
         */
        get: operations["list_replies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/discussion/{discussion_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Discussion
         * @description Mark a thread as resolved. For its author and those who moderate.
         */
        post: operations["resolve_discussion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/discussion/{discussion_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Discussion
         * @description Open a resolved thread again.
         */
        post: operations["reopen_discussion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/discussion/{discussion_id}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * React
         * @description Put a sign on a message, or take it away; each user has each sign once.
         */
        put: operations["react"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/email-event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Email Events
         * @description Every event and whether mails are sent about it.
         */
        get: operations["get_email_events"];
        /**
         * Put Email Events
         * @description Switch the events that are named; the others stay.
         */
        put: operations["put_email_events"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Email Events
         * @description Switch the events that are named; the others stay.
         */
        patch: operations["update_email_events"];
        trace?: never;
    };
    "/alchemi/email-event/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Email Events
         * @description Switch all events on again.
         */
        post: operations["reset_email_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/email-event/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description One page of the mails of the account, the newest first.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/email-event/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Test Mail
         * @description Send a mail to a user of the account, to see whether mails arrive; `status` and `error` say.
         */
        post: operations["send_test_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Listing
         * @description One page of listings.
         */
        get: operations["list_listing"];
        put?: never;
        /**
         * Create Listing
         * @description Begin a listing of an agent of the account. One listing of an agent lives at a time.
         */
        post: operations["create_listing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/browse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Browse
         * @description What all accounts have published, the newest first.
         */
        get: operations["browse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/review/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Submissions
         * @description What waits for the platform's decision.
         */
        get: operations["list_submissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/review/{copy_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description Show a listing to all accounts.
         */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/review/{copy_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Refuse a listing, and say why.
         */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/{listing_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Listing
         * @description One listing.
         */
        get: operations["get_listing"];
        /**
         * Put Listing
         * @description Change what a listing says; others see it when it is published again.
         */
        put: operations["put_listing"];
        post?: never;
        /**
         * Delete Listing
         * @description Delete a listing, and withdraw what others see of it.
         */
        delete: operations["delete_listing"];
        options?: never;
        head?: never;
        /**
         * Update Listing
         * @description Change what a listing says; others see it when it is published again.
         */
        patch: operations["update_listing"];
        trace?: never;
    };
    "/alchemi/marketplace/{listing_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Listing
         * @description Put the agent as it is now before the platform; approved, it is shown to all accounts.
         */
        post: operations["publish_listing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/{listing_id}/unlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlist
         * @description Show a listing to nobody any more; the agent may be listed anew.
         */
        post: operations["unlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/marketplace/{copy_id}/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Install
         * @description Copy a published agent into the account, as an inactive one without tools.
         */
        post: operations["install"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Provider
         * @description One page of providers.
         */
        get: operations["list_provider"];
        put?: never;
        /**
         * Create Provider
         * @description Make a provider. It is switched off until `is_enabled` says otherwise; try it first.
         */
        post: operations["create_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/sso/requirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sso Requirement
         * @description Whether the account's users may only come in through its providers.
         */
        get: operations["get_sso_requirement"];
        /**
         * Change Sso Requirement
         * @description Let users in through providers alone, or by password again. Sessions that began with a password end with it.
         */
        put: operations["change_sso_requirement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/sso/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Provider
         * @description One provider.
         */
        get: operations["get_provider"];
        /**
         * Put Update Provider
         * @description Change the fields that are sent. Its sessions end within two seconds, but for a change of its name alone.
         */
        put: operations["put_update_provider"];
        post?: never;
        /**
         * Delete Provider
         * @description Delete a provider. Its sessions end within two seconds; its users stay.
         */
        delete: operations["delete_provider"];
        options?: never;
        head?: never;
        /**
         * Update Provider
         * @description Change the fields that are sent. Its sessions end within two seconds, but for a change of its name alone.
         */
        patch: operations["update_provider"];
        trace?: never;
    };
    "/alchemi/sso/{provider_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Provider
         * @description Ask the provider anew what it says of itself. It works while switched off; nobody is signed in.
         */
        post: operations["check_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/sso/{provider_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test
         * @description What came of the last test sign-in, for an hour.
         */
        get: operations["get_test"];
        put?: never;
        /**
         * Begin Test
         * @description Begin a sign-in in this browser that shows what the provider says, and lets nobody in. It works while switched off.
         */
        post: operations["begin_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Domain
         * @description One page of domains.
         */
        get: operations["list_domain"];
        put?: never;
        /**
         * Claim Domain
         * @description Claim a domain. The claim blocks nobody and leads nobody here: publish the record that it names, then verify.
         */
        post: operations["claim_domain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/domain/{domain_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Domain
         * @description One domain.
         */
        get: operations["get_domain"];
        put?: never;
        post?: never;
        /**
         * Release Claim
         * @description Release a domain: it leads nobody here any more, and another account may prove it.
         */
        delete: operations["release_claim"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/domain/{domain_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Domain
         * @description Look for the record; with it the domain is the account's own, and its users sign in through the account's provider.
         */
        post: operations["verify_domain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account/{account_id}/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Account Sso
         * @description The providers of an account, secrets masked, and whether it takes passwords.
         */
        get: operations["get_account_sso"];
        /**
         * Change Account Sso
         * @description Set a provider, or let an account in by password again whose provider fails.
         */
        put: operations["change_account_sso"];
        post?: never;
        /**
         * Delete Account Sso
         * @description Take all providers of an account away and let its users in by password. Sessions through them end.
         */
        delete: operations["delete_account_sso"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account-connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Account Connection
         * @description One page of connections.
         */
        get: operations["list_account_connection"];
        put?: never;
        /**
         * Create Account Connection
         * @description Make a connection. Its addresses have to be ones that may be reached.
         */
        post: operations["create_account_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account-connection/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Account Connection
         * @description One account connection.
         */
        get: operations["get_account_connection"];
        /**
         * Put Account Connection
         * @description Change the fields that are sent.
         */
        put: operations["put_account_connection"];
        post?: never;
        /**
         * Delete Account Connection
         * @description Delete a account connection.
         */
        delete: operations["delete_account_connection"];
        options?: never;
        head?: never;
        /**
         * Update Account Connection
         * @description Change the fields that are sent.
         */
        patch: operations["update_account_connection"];
        trace?: never;
    };
    "/alchemi/account-connection/{connection_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal Account Connection
         * @description The connection with its secrets in clear, for a service that is about to connect. The audit trail tells of it.
         */
        post: operations["reveal_account_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/account-connection/{connection_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Account Connection
         * @description Try a server of tools, or fetch the description of an OpenAPI service. Other types cannot be tried: 409.
         */
        post: operations["test_account_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description One page of users.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Create User
         * @description Make a user and its membership; who is known by this address already becomes a member. Invite it to sign in.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Users
         * @description One page of users.
         */
        get: operations["search_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Users
         * @description The same for up to 200, each by itself: who cannot be made is told with the reason, and the others are.
         */
        post: operations["create_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/by-email/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get User By Email
         * @description The user with this address.
         */
        get: operations["get_user_by_email"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/by-ad-user/{ad_user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get User By Ad User
         * @description The user with this id in the account's own directory.
         */
        get: operations["get_user_by_ad_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get User
         * @description One user. Without `users:read`, oneself.
         */
        get: operations["get_user"];
        /**
         * Put User
         * @description Change one's own name and preferences, or another's with `users:write`.
         */
        put: operations["put_user"];
        post?: never;
        /**
         * Remove User
         * @description End the user's membership: sessions end within two seconds, keys are blocked. What it did stays accounted for.
         */
        delete: operations["remove_user"];
        options?: never;
        head?: never;
        /**
         * Update User
         * @description Change one's own name and preferences, or another's with `users:write`.
         */
        patch: operations["update_user"];
        trace?: never;
    };
    "/alchemi/user/{user_id}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preferences
         * @description What a user prefers. Without `users:read`, one's own.
         */
        get: operations["get_preferences"];
        /**
         * Merge Preferences
         * @description Lay preferences over those that are there; null takes one away.
         */
        put: operations["merge_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mvp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mvp Config
         * @description One page of mvp configs.
         */
        get: operations["list_mvp_config"];
        put?: never;
        /**
         * Create Mvp Config
         * @description Make a mvp config.
         */
        post: operations["create_mvp_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mvp/{config_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mvp Config
         * @description One mvp config.
         */
        get: operations["get_mvp_config"];
        /**
         * Put Update Mvp Config
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_mvp_config"];
        post?: never;
        /**
         * Delete Mvp Config
         * @description Delete a mvp config.
         */
        delete: operations["delete_mvp_config"];
        options?: never;
        head?: never;
        /**
         * Update Mvp Config
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_mvp_config"];
        trace?: never;
    };
    "/alchemi/mvp/{config_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count Commit
         * @description Count one commit more.
         */
        post: operations["count_commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mvp/{config_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal Mvp Config
         * @description The configuration with its token in clear, for a service. The audit trail tells of it.
         */
        post: operations["reveal_mvp_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mcp Config
         * @description One page of mcp configs.
         */
        get: operations["list_mcp_config"];
        put?: never;
        /**
         * Create Mcp Config
         * @description Make a configuration. The server is reached by an address that is allowed; no command is run.
         */
        post: operations["create_mcp_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mcp/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Gateway Servers
         * @description What the gateway does with the account's MCP configurations and its connections of that type, and why.
         *
         *     Connections only for who may read them.
         */
        get: operations["list_gateway_servers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mcp/{config_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mcp Config
         * @description One mcp config.
         */
        get: operations["get_mcp_config"];
        /**
         * Put Mcp Config
         * @description Change the fields that are sent.
         */
        put: operations["put_mcp_config"];
        post?: never;
        /**
         * Delete Mcp Config
         * @description Delete a mcp config.
         */
        delete: operations["delete_mcp_config"];
        options?: never;
        head?: never;
        /**
         * Update Mcp Config
         * @description Change the fields that are sent.
         */
        patch: operations["update_mcp_config"];
        trace?: never;
    };
    "/alchemi/mcp/{config_id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal Mcp Config
         * @description The configuration in clear, for a service that is about to connect. The audit trail tells of it.
         */
        post: operations["reveal_mcp_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/mcp/{config_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Mcp Config
         * @description Begin a session with the server and list its tools; none is called.
         */
        post: operations["test_mcp_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Account
         * @description Things whose name or id has the text in it, whole matches first; only what the caller may see.
         */
        get: operations["search_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Usage Of Account
         * @description Sums by time and group. Who may not read all costs gets their own, or those of the teams that they lead.
         */
        get: operations["get_usage_of_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Attention
         * @description What needs attention, of what the caller may see: budgets, keys, failures, and what waits for somebody.
         */
        get: operations["get_attention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/{user_id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Saved View
         * @description One page of views.
         */
        get: operations["list_saved_view"];
        put?: never;
        /**
         * Create Saved View
         * @description Save a view for oneself; for another user with `users:write`.
         */
        post: operations["create_saved_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/{user_id}/views/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shared Views
         * @description Views that users of the account share, this user's too.
         */
        get: operations["list_shared_views"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/user/{user_id}/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Saved View
         * @description One saved view.
         */
        get: operations["get_saved_view"];
        /**
         * Put Update Saved View
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        put: operations["put_update_saved_view"];
        post?: never;
        /**
         * Delete Saved View
         * @description Delete a saved view.
         */
        delete: operations["delete_saved_view"];
        options?: never;
        head?: never;
        /**
         * Update Saved View
         * @description Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same.
         */
        patch: operations["update_saved_view"];
        trace?: never;
    };
    "/alchemi/guardrails/pattern": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Patterns
         * @description The account's own patterns, then the platform's categories.
         */
        get: operations["list_patterns"];
        put?: never;
        /**
         * Create Pattern
         * @description Have a guard look for a pattern. It counts once the account has a guard of the type, switched on.
         */
        post: operations["create_pattern"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Findings
         * @description What guards have found, the newest first. Kept for 90 days.
         */
        get: operations["list_findings"];
        put?: never;
        /**
         * Log Finding
         * @description Write down what a service has found itself.
         */
        post: operations["log_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/pattern/{pattern_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Guardrail Pattern
         * @description One guardrail pattern.
         */
        get: operations["get_guardrail_pattern"];
        /**
         * Put Pattern
         * @description Change the fields that are sent.
         */
        put: operations["put_pattern"];
        post?: never;
        /**
         * Delete Pattern
         * @description Delete a pattern.
         */
        delete: operations["delete_pattern"];
        options?: never;
        head?: never;
        /**
         * Update Pattern
         * @description Change the fields that are sent.
         */
        patch: operations["update_pattern"];
        trace?: never;
    };
    "/alchemi/guardrails/audit/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Guardrail Log Entry
         * @description One guardrail log entry.
         */
        get: operations["get_guardrail_log_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Guardrail
         * @description One page of configs.
         */
        get: operations["list_guardrail"];
        put?: never;
        /**
         * Create Guardrail
         * @description Have calls looked through by another guard. One of each type.
         */
        post: operations["create_guardrail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Guardrails
         * @description What would become of a text. No model is called, and nothing is written down.
         */
        post: operations["try_guardrails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/{guardrail_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Guardrail
         * @description One guardrail.
         */
        get: operations["get_guardrail"];
        /**
         * Put Guardrail
         * @description Change the fields that are sent; what the guard was before is kept as a version.
         */
        put: operations["put_guardrail"];
        post?: never;
        /**
         * Delete Guardrail
         * @description Delete a guardrail.
         */
        delete: operations["delete_guardrail"];
        options?: never;
        head?: never;
        /**
         * Update Guardrail
         * @description Change the fields that are sent; what the guard was before is kept as a version.
         */
        patch: operations["update_guardrail"];
        trace?: never;
    };
    "/alchemi/guardrails/{guardrail_id}/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Guardrail Version
         * @description One page of versions.
         */
        get: operations["list_guardrail_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/{guardrail_id}/version/{version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Guardrail Version
         * @description One guardrail version.
         */
        get: operations["get_guardrail_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/guardrails/{guardrail_id}/version/{version_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Guardrail Version
         * @description Make the guard again what it was in a version. This is a change like others: nothing is lost by it.
         */
        post: operations["restore_guardrail_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Providers
         * @description The account's providers, then those of the platform whose name it has not taken.
         */
        get: operations["list_providers"];
        put?: never;
        /**
         * Create Model Provider
         * @description Make a model provider.
         */
        post: operations["create_model_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Models
         * @description The account's models with their providers, then those of the platform.
         */
        get: operations["list_models"];
        put?: never;
        /**
         * Create Model
         * @description Offer another model of one of the account's providers.
         */
        post: operations["create_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/provider/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Provider
         * @description One model provider.
         */
        get: operations["get_model_provider"];
        /**
         * Put Model Provider
         * @description Change the fields that are sent.
         */
        put: operations["put_model_provider"];
        post?: never;
        /**
         * Deactivate Provider
         * @description Switch a provider off that has no active models. A change to `is_active` brings it back.
         */
        delete: operations["deactivate_provider"];
        options?: never;
        head?: never;
        /**
         * Update Model Provider
         * @description Change the fields that are sent.
         */
        patch: operations["update_model_provider"];
        trace?: never;
    };
    "/alchemi/config/model/{model_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model
         * @description One model.
         */
        get: operations["get_model"];
        /**
         * Put Model
         * @description Change the fields that are sent.
         */
        put: operations["put_model"];
        post?: never;
        /**
         * Deactivate Model
         * @description Switch a model off that is no default. A change to `is_active` brings it back.
         */
        delete: operations["deactivate_model"];
        options?: never;
        head?: never;
        /**
         * Update Model
         * @description Change the fields that are sent.
         */
        patch: operations["update_model"];
        trace?: never;
    };
    "/alchemi/config/defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Defaults
         * @description Which model is taken for what: as the account says, else as the platform does.
         */
        get: operations["list_defaults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/sandbox-pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Prices
         * @description The account's prices, then the platform's, which hold where the account has none at the time.
         */
        get: operations["list_prices"];
        put?: never;
        /**
         * Create Price
         * @description Set a price for a time at which the account has no other one for the same.
         */
        post: operations["create_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/defaults/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Default
         * @description Have a model taken for a purpose, whether one was before or not.
         */
        put: operations["set_default"];
        post?: never;
        /**
         * Remove Default
         * @description Take the platform's default again, if it has one.
         */
        delete: operations["remove_default"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/sandbox-pricing/{price_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Price
         * @description One price.
         */
        get: operations["get_price"];
        /**
         * Put Price
         * @description Change the fields that are sent.
         */
        put: operations["put_price"];
        post?: never;
        /**
         * Delete Price
         * @description Delete a price.
         */
        delete: operations["delete_price"];
        options?: never;
        head?: never;
        /**
         * Update Price
         * @description Change the fields that are sent.
         */
        patch: operations["update_price"];
        trace?: never;
    };
    "/alchemi/config/platform/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Providers
         * @description The platform's providers.
         */
        get: operations["list_platform_providers"];
        put?: never;
        /**
         * Add Platform Provider
         * @description Offer a provider.
         */
        post: operations["add_platform_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/platform/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Models
         * @description The platform's models.
         */
        get: operations["list_platform_models"];
        put?: never;
        /**
         * Add Platform Model
         * @description Offer a model of a provider of the platform.
         */
        post: operations["add_platform_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/platform/defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Defaults
         * @description Which model is taken for what where an account says nothing.
         */
        get: operations["list_platform_defaults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/platform/sandbox-pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Platform Prices
         * @description The platform's prices.
         */
        get: operations["list_platform_prices"];
        put?: never;
        /**
         * Add Platform Price
         * @description Set a price for a time at which there is no other one for the same.
         */
        post: operations["add_platform_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/platform/provider/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Platform Provider
         * @description Change the fields that are sent.
         */
        put: operations["put_platform_provider"];
        post?: never;
        /**
         * Delete Platform Provider
         * @description Delete a provider without models.
         */
        delete: operations["delete_platform_provider"];
        options?: never;
        head?: never;
        /**
         * Update Platform Provider
         * @description Change the fields that are sent.
         */
        patch: operations["update_platform_provider"];
        trace?: never;
    };
    "/alchemi/config/platform/model/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Platform Model
         * @description Change the fields that are sent.
         */
        put: operations["put_platform_model"];
        post?: never;
        /**
         * Delete Platform Model
         * @description Delete a model that is no default of the platform.
         */
        delete: operations["delete_platform_model"];
        options?: never;
        head?: never;
        /**
         * Update Platform Model
         * @description Change the fields that are sent.
         */
        patch: operations["update_platform_model"];
        trace?: never;
    };
    "/alchemi/config/platform/defaults/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Platform Default
         * @description Have a model of the platform taken for a purpose.
         */
        put: operations["set_platform_default"];
        post?: never;
        /**
         * Remove Platform Default
         * @description Have no model taken for a purpose.
         */
        delete: operations["remove_platform_default"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/config/platform/sandbox-pricing/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Platform Price
         * @description Change the fields that are sent.
         */
        put: operations["put_platform_price"];
        post?: never;
        /**
         * Delete Platform Price
         * @description Delete a price.
         */
        delete: operations["delete_platform_price"];
        options?: never;
        head?: never;
        /**
         * Update Platform Price
         * @description Change the fields that are sent.
         */
        patch: operations["update_platform_price"];
        trace?: never;
    };
    "/alchemi/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Calls
         * @description Calls by time. Who may not read all costs sees their own, or those of the teams that they lead.
         */
        get: operations["list_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/log/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Facets
         * @description How many of the calls have which value of one field; a filter of that field itself is left out.
         */
        get: operations["count_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/log/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Call
         * @description One call: when what happened, what it cost and why, how often it was tried. Its content is told by `/payload`.
         */
        get: operations["get_call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alchemi/log/{request_id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Call Payload
         * @description What was sent and answered, where the account keeps it. Others' needs `logs:payload`, and the audit trail tells of it.
         */
        get: operations["get_call_payload"];
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
        /** Acceptance */
        Acceptance: {
            /**
             * Token
             * @example token
             */
            token: string;
            /** Name */
            name?: string | null;
            /** Password */
            password?: string | null;
        };
        /** AcceptedInvite */
        AcceptedInvite: {
            /** Id */
            id: string;
            /** Email */
            email: string;
            /** Account Id */
            account_id: string;
            /** User Id */
            user_id: string;
            app_role: components["schemas"]["AppRole"];
            /** Workspace Id */
            workspace_id: string | null;
            /** Message */
            message: string;
        };
        /**
         * Access
         * @enum {string}
         */
        "Access-Input": "ADMIN" | "MEMBER";
        /** AccessAnswer */
        AccessAnswer: {
            /** Allowed */
            allowed: boolean;
            /** Reason */
            reason: string;
            config: components["schemas"]["Config"];
        };
        /** AccessQuestion */
        AccessQuestion: {
            /**
             * Entity Code
             * @example EXAMPLE
             */
            entity_code: string;
            /**
             * User Id
             * @description By default the caller.
             */
            user_id?: string | null;
            /** Product Code */
            product_code?: string | null;
            /** Feature Code */
            feature_code?: string | null;
        };
        /** AccessToken */
        AccessToken: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How the token begins, to tell it from others.
             */
            prefix: string;
            /** Scopes */
            scopes: string[];
            /** Workspace Ids */
            workspace_ids: string[];
            /** Client Id */
            client_id: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Revoked By */
            revoked_by: string | null;
        };
        /** AccessTokenPage */
        AccessTokenPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Tokens */
            tokens: components["schemas"]["AccessToken"][];
        };
        /** AccountAnswer */
        AccountAnswer: {
            /** Account Id */
            account_id: string;
            /** Account Name */
            account_name: string;
            /** Account Alias */
            account_alias: string | null;
            status: components["schemas"]["AccountStatus"];
            /**
             * Domain
             * @description The first of `domains`.
             */
            domain: string | null;
            /** Domains */
            domains: components["schemas"]["DomainAnswer"][];
            /** Admins */
            admins: components["schemas"]["AdminAnswer"][];
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /**
             * Max Budget
             * @description US dollars in a period; null: no ceiling.
             */
            max_budget: number | null;
            /** Budget Duration */
            budget_duration: string | null;
            /** Budget Reset At */
            budget_reset_at: string | null;
            /**
             * Spend
             * @description US dollars in the running period.
             */
            spend: number;
            /** Total Spend */
            total_spend: number;
            /** Suspended At */
            suspended_at: string | null;
            /** Suspended By */
            suspended_by: string | null;
            /** Suspend Reason */
            suspend_reason: string | null;
            /** Deleted At */
            deleted_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string;
            /** Message */
            message?: string | null;
        };
        /**
         * AccountChange
         * @description Fields that are left out stay; null clears one that may be empty; metadata is merged, null removes a key of it.
         */
        AccountChange: {
            /**
             * Account Name
             * @default
             */
            account_name?: string;
            /** Account Alias */
            account_alias?: string | null;
            /** Domain */
            domain?: string | null;
            /** Domains */
            domains?: string[];
            /**
             * Status
             * @default active
             * @enum {string}
             */
            status?: "active" | "suspended";
            /** Max Budget */
            max_budget?: number | string | null;
            /** Budget Duration */
            budget_duration?: string | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** AccountConnection */
        AccountConnection: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            connection_type: components["schemas"]["ConnectionType"];
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Description For Agent */
            description_for_agent: string | null;
            /**
             * Connection Data
             * @description Secrets are told as ****.
             */
            connection_data: {
                [key: string]: unknown;
            } | null;
            /** Is Active */
            is_active: boolean;
            /** Is Default */
            is_default: boolean;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
        };
        /**
         * AccountConnectionChange
         * @description `connection_data` is replaced whole; a mask in it keeps the secret in its place, unless an address is another one.
         */
        AccountConnectionChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /** Description For Agent */
            description_for_agent?: string | null;
            /** Connection Data */
            connection_data?: {
                [key: string]: unknown;
            } | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Is Default
             * @description Takes this from the connection of its type that has it.
             * @default false
             */
            is_default?: boolean;
            /**
             * Metadata
             * @description Not sealed: no place for secrets.
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** AccountConnectionPage */
        AccountConnectionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Connections */
            connections: components["schemas"]["AccountConnection"][];
        };
        /** AccountName */
        AccountName: {
            /** Account Id */
            account_id: string;
            /** Account Name */
            account_name: string;
            /** Account Alias */
            account_alias: string | null;
        };
        /** AccountPage */
        AccountPage: {
            /** Accounts */
            accounts: components["schemas"]["AccountAnswer"][];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /** AccountRole */
        AccountRole: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Type */
            type: string | null;
            /**
             * Provider
             * @default CUSTOM
             * @constant
             */
            provider?: "CUSTOM";
            /** Permissions */
            permissions: string[];
            /** Is Default */
            is_default: boolean;
        };
        /** AccountRolePage */
        AccountRolePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Roles */
            roles: components["schemas"]["AccountRole"][];
        };
        /** AccountSmtp */
        AccountSmtp: {
            /** Account Id */
            account_id: string;
            /** @description null: mails go through the deployment's server. */
            smtp_config: components["schemas"]["MailServerAnswer"] | null;
        };
        /** AccountSso */
        AccountSso: {
            /** Account Id */
            account_id: string;
            /** @description Of the oldest provider. */
            sso_provider: components["schemas"]["ProviderKind"] | null;
            /**
             * Enabled
             * @description A provider is switched on.
             */
            enabled: boolean;
            /** Require Sso */
            require_sso: boolean;
            /** Redirect Uri */
            redirect_uri: string;
            /** Providers */
            providers: components["schemas"]["SsoProvider"][];
        };
        /**
         * AccountStatus
         * @description `deleted` is what is left of a purged account: its id and name, so that the id is never given out again.
         * @enum {string}
         */
        AccountStatus: "active" | "suspended" | "deleted";
        /** AccountTemplate */
        AccountTemplate: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Template Id */
            template_id: string;
            /** Overrides */
            overrides: {
                [key: string]: unknown;
            };
            /** Is Active */
            is_active: boolean;
        };
        /** AccountTemplateChange */
        AccountTemplateChange: {
            /**
             * @example {
             *       "title_line": "Hello"
             *     }
             */
            overrides?: components["schemas"]["Words"];
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** AccountTemplatePage */
        AccountTemplatePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Templates */
            templates: components["schemas"]["AccountTemplate"][];
        };
        /** AdminAck */
        AdminAck: {
            /** Message */
            message: string;
            admin?: components["schemas"]["AdminAnswer"] | null;
        };
        /** AdminAnswer */
        AdminAnswer: {
            /** User Id */
            user_id: string;
            /** User Email */
            user_email: string;
            /** Role */
            role: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
        };
        /** AdminChange */
        AdminChange: {
            /** New Email */
            new_email?: string | null;
            /** Role */
            role?: ("account_owner" | "account_admin") | null;
            /** Password */
            password?: string | null;
        };
        /** AdminsAnswer */
        AdminsAnswer: {
            /** Admins */
            admins: components["schemas"]["AdminAnswer"][];
            /** Total */
            total: number;
        };
        /** Agent */
        Agent: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Page */
            page: string | null;
            /** Tags */
            tags: string[];
            status: components["schemas"]["AgentStatus"];
            provider: components["schemas"]["AgentProvider"];
            /** Is Singleton */
            is_singleton: boolean;
            /** Is Non Conversational */
            is_non_conversational: boolean;
            /** Availability */
            availability: string[];
            /** Version */
            version: number;
            /** Deleted At */
            deleted_at: string | null;
            /** Prompt */
            prompt: string | null;
            /** Categories */
            categories: {
                [key: string]: unknown;
            };
            /** Builtin Tools */
            builtin_tools: string[];
            /** Tools Mcp Ids */
            tools_mcp_ids: string[];
            /** Tools Openapi Ids */
            tools_openapi_ids: string[];
            /** Links */
            links: {
                [key: string]: unknown;
            };
        };
        /** AgentChange */
        AgentChange: {
            /**
             * Name
             * @default
             * @example Researcher
             */
            name?: string;
            /** Description */
            description?: string | null;
            /** Prompt */
            prompt?: string | null;
            /** Page */
            page?: string | null;
            /** Categories */
            categories?: {
                [key: string]: unknown;
            };
            /** Tags */
            tags?: string[];
            /** Builtin Tools */
            builtin_tools?: string[];
            /**
             * Tools Mcp Ids
             * @description MCP servers of the account.
             */
            tools_mcp_ids?: string[];
            /**
             * Tools Openapi Ids
             * @description Connections of the account.
             */
            tools_openapi_ids?: string[];
            /** Links */
            links?: {
                [key: string]: unknown;
            };
            /**
             * Is Singleton
             * @default false
             */
            is_singleton?: boolean;
            /**
             * Is Non Conversational
             * @default false
             */
            is_non_conversational?: boolean;
            /** Availability */
            availability?: string[];
            /** @default ACTIVE */
            status?: components["schemas"]["AgentStatus"];
            /**
             * Version
             * @description The version that was read; 412 when there is a newer one.
             */
            version?: number | null;
        };
        /** AgentGroup */
        AgentGroup: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Group Code */
            group_code: string;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Group Type */
            group_type: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            status: components["schemas"]["GroupStatus"];
        };
        /** AgentGroupChange */
        AgentGroupChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /**
             * Group Type
             * @default
             */
            group_type?: string;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
            /** @default ACTIVE */
            status?: components["schemas"]["GroupStatus"];
        };
        /** AgentGroupPage */
        AgentGroupPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Groups */
            groups: components["schemas"]["AgentGroupSummary"][];
        };
        /** AgentGroupSummary */
        AgentGroupSummary: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Group Code */
            group_code: string;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Group Type */
            group_type: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            status: components["schemas"]["GroupStatus"];
            /**
             * Member Count
             * @default 0
             */
            member_count?: number;
        };
        /** AgentPage */
        AgentPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Agents */
            agents: components["schemas"]["AgentSummary"][];
        };
        /**
         * AgentProvider
         * @enum {string}
         */
        AgentProvider: "PLATFORM" | "ACCOUNT" | "MARKETPLACE";
        /**
         * AgentStatus
         * @enum {string}
         */
        AgentStatus: "ACTIVE" | "INACTIVE" | "DRAFT";
        /** AgentSummary */
        AgentSummary: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Page */
            page: string | null;
            /** Tags */
            tags: string[];
            status: components["schemas"]["AgentStatus"];
            provider: components["schemas"]["AgentProvider"];
            /** Is Singleton */
            is_singleton: boolean;
            /** Is Non Conversational */
            is_non_conversational: boolean;
            /** Availability */
            availability: string[];
            /** Version */
            version: number;
            /** Deleted At */
            deleted_at: string | null;
        };
        /** AgentSync */
        AgentSync: {
            /**
             * Agents
             * @example [
             *       {
             *         "name": "Writer"
             *       }
             *     ]
             */
            agents: components["schemas"]["SyncedAgent"][];
        };
        /** AgentVersion */
        AgentVersion: {
            /** Id */
            id: string;
            /** Agent Id */
            agent_id: string;
            /** Version */
            version: number;
            /**
             * Definition
             * @description The fields of the agent as this version had them.
             */
            definition: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
        };
        /** AgentVersionPage */
        AgentVersionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Versions */
            versions: components["schemas"]["AgentVersion"][];
        };
        /**
         * AppRole
         * @description What a member is in the account; a custom role adds permissions to it.
         * @enum {string}
         */
        AppRole: "owner" | "admin" | "member" | "viewer";
        /** Attention */
        Attention: {
            /**
             * Items
             * @description The worst first.
             */
            items: components["schemas"]["AttentionItem"][];
        };
        /** Balance */
        Balance: {
            /** Unit */
            unit: string;
            /** Included */
            included: number;
            /** Used */
            used: number;
            /** Available */
            available: number;
            /** Overage Used */
            overage_used: number;
            /** Overage Limit */
            overage_limit: number;
        };
        /** Balances */
        Balances: {
            /** Balances */
            balances: components["schemas"]["Balance"][];
        };
        /** BrowsePage */
        BrowsePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Listings */
            listings: components["schemas"]["PublicListing"][];
        };
        /**
         * Bucket
         * @enum {string}
         */
        Bucket: "hour" | "day" | "week" | "month" | "total";
        /** Budget */
        Budget: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Budget Plan Id */
            budget_plan_id: string | null;
            /** Parent Id */
            parent_id: string | null;
            scope_type: components["schemas"]["BudgetScope"];
            /** Scope Id */
            scope_id: string;
            /** Allocated */
            allocated: number;
            /** Limit Amount */
            limit_amount: number;
            /** Overflow Cap */
            overflow_cap: number | null;
            /**
             * Used
             * @description All that was used in this cycle, by what stands below it too.
             */
            used: number;
            /**
             * Reserved
             * @description Held for model calls that are on their way.
             */
            reserved: number;
            reset_policy: components["schemas"]["ResetPolicy"];
            /**
             * Cycle Start
             * Format: date-time
             */
            cycle_start: string;
            /**
             * Cycle End
             * Format: date-time
             */
            cycle_end: string;
            /**
             * Overflow Used
             * @description What was used beyond the limit.
             */
            readonly overflow_used: number;
        };
        /** BudgetChange */
        BudgetChange: {
            /** Budget Plan Id */
            budget_plan_id?: string | null;
            /**
             * Parent Id
             * @description A budget of a higher scope; else the account's.
             */
            parent_id?: string | null;
            /**
             * Allocated
             * @default 0
             */
            allocated?: number | string;
            /**
             * Limit Amount
             * @description What may be used of it; by default all.
             */
            limit_amount?: number | string | null;
            /**
             * Overflow Cap
             * @description What may be used beyond the limit.
             */
            overflow_cap?: number | string | null;
            /** @default MONTHLY */
            reset_policy?: components["schemas"]["ResetPolicy"];
            /** Cycle End */
            cycle_end?: string | null;
        };
        /** BudgetCheck */
        BudgetCheck: {
            /** Available */
            available: boolean;
            /**
             * Remaining
             * @description What is left here and in each budget above.
             */
            remaining: number;
        };
        /** BudgetMoved */
        BudgetMoved: {
            /** Id */
            id: string;
            /** Amount */
            amount: number;
            /**
             * Remaining
             * @description What was left when it was answered.
             */
            remaining: number;
            /**
             * Is Replay
             * @description The answer to an earlier request with the same key.
             * @default false
             */
            is_replay?: boolean;
        };
        /** BudgetMovement */
        BudgetMovement: {
            /**
             * Amount
             * @example 1
             */
            amount: number | string;
            /**
             * Idempotency Key
             * @description A request that repeats one with this key changes nothing and gets its answer.
             */
            idempotency_key?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /** BudgetPage */
        BudgetPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Budgets */
            budgets: components["schemas"]["Budget"][];
        };
        /** BudgetQuestion */
        BudgetQuestion: {
            /**
             * Amount
             * @example 1
             */
            amount: number | string;
        };
        /**
         * BudgetScope
         * @enum {string}
         */
        BudgetScope: "ACCOUNT" | "GROUP" | "WORKSPACE" | "TEAM" | "USER";
        /** BuiltInRole */
        BuiltInRole: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Provider
             * @default PLATFORM
             * @constant
             */
            provider?: "PLATFORM";
            /** Permissions */
            permissions: string[];
        };
        /** BuiltInRoles */
        BuiltInRoles: {
            /** Roles */
            roles: components["schemas"]["BuiltInRole"][];
            /** Total */
            total: number;
        };
        /** BulkAnswer */
        BulkAnswer: {
            /** Created */
            created: number;
            /** Skipped */
            skipped: number;
            /** Users */
            users: components["schemas"]["BulkResult"][];
        };
        /** BulkResult */
        BulkResult: {
            /** Email */
            email: string;
            /** Id */
            id: string | null;
            /** Name */
            name: string;
            /** Is Created */
            is_created: boolean;
            /**
             * Detail
             * @description Why not.
             */
            detail: string | null;
        };
        /** Call */
        Call: {
            /** Request Id */
            request_id: string;
            /**
             * Call Id
             * @description As `x-litellm-call-id` told it to the caller.
             */
            call_id: string | null;
            /** Call Type */
            call_type: string;
            /**
             * Status
             * @description `success` or `failure`.
             */
            status: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** First Token At */
            first_token_at: string | null;
            /**
             * Ended At
             * Format: date-time
             */
            ended_at: string;
            /** Duration Ms */
            duration_ms: number | null;
            /** Model */
            model: string | null;
            /** Upstream Model */
            upstream_model: string | null;
            /** Provider */
            provider: string | null;
            /** Model Id */
            model_id: string | null;
            /**
             * Key
             * @description The hash of the key.
             */
            key: string | null;
            /** User Id */
            user_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Organization Id */
            organization_id: string | null;
            /** End User */
            end_user: string | null;
            /** Agent Id */
            agent_id: string | null;
            /** Session Id */
            session_id: string | null;
            /** Mcp Tool */
            mcp_tool: string | null;
            /** Input Tokens */
            input_tokens: number;
            /** Output Tokens */
            output_tokens: number;
            /** Spend */
            spend: number;
            /** Cache Hit */
            cache_hit: string | null;
            /** Tags */
            tags: unknown[] | null;
        };
        /** CallDetails */
        CallDetails: {
            /** Request Id */
            request_id: string;
            /**
             * Call Id
             * @description As `x-litellm-call-id` told it to the caller.
             */
            call_id: string | null;
            /** Call Type */
            call_type: string;
            /**
             * Status
             * @description `success` or `failure`.
             */
            status: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** First Token At */
            first_token_at: string | null;
            /**
             * Ended At
             * Format: date-time
             */
            ended_at: string;
            /** Duration Ms */
            duration_ms: number | null;
            /** Model */
            model: string | null;
            /** Upstream Model */
            upstream_model: string | null;
            /** Provider */
            provider: string | null;
            /** Model Id */
            model_id: string | null;
            /**
             * Key
             * @description The hash of the key.
             */
            key: string | null;
            /** User Id */
            user_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Organization Id */
            organization_id: string | null;
            /** End User */
            end_user: string | null;
            /** Agent Id */
            agent_id: string | null;
            /** Session Id */
            session_id: string | null;
            /** Mcp Tool */
            mcp_tool: string | null;
            /** Input Tokens */
            input_tokens: number;
            /** Output Tokens */
            output_tokens: number;
            /** Spend */
            spend: number;
            /** Cache Hit */
            cache_hit: string | null;
            /** Tags */
            tags: unknown[] | null;
            timeline: components["schemas"]["Timeline"];
            /**
             * Cost
             * @description What the spend is made of, as the gateway reckoned it.
             */
            cost: {
                [key: string]: unknown;
            } | null;
            /**
             * Prices
             * @description Of the model, in US dollars a token.
             */
            prices: {
                [key: string]: unknown;
            } | null;
            /**
             * Tries
             * @description Retries and fallbacks.
             */
            tries: {
                [key: string]: number | null;
            };
            /**
             * Guardrails
             * @description What was looked through, and what came of it.
             */
            guardrails: unknown[];
            error: components["schemas"]["Failure"] | null;
            /** Address */
            address: string | null;
            /** User Agent */
            user_agent: string | null;
        };
        /** CallPage */
        CallPage: {
            /**
             * Logs
             * @description The newest first.
             */
            logs: components["schemas"]["Call"][];
            /** Limit */
            limit: number;
            /**
             * Next Cursor
             * @description Null: there are no older calls.
             */
            next_cursor: string | null;
            /**
             * Newest Cursor
             * @description For `after`; null: there is no call yet.
             */
            newest_cursor: string | null;
        };
        /**
         * CallStatus
         * @enum {string}
         */
        CallStatus: "ok" | "error";
        /** Caller */
        Caller: {
            /** User Id */
            user_id: string;
            /** Email */
            email: string | null;
            /**
             * Role
             * @description The role inside the account.
             */
            role: string | null;
            /** App Role */
            app_role: string;
            /** Must Change Password */
            must_change_password: boolean;
        };
        /**
         * Capability
         * @enum {string}
         */
        Capability: "chat" | "completion" | "embedding" | "image" | "audio" | "speech" | "rerank" | "moderation";
        /** Cause */
        Cause: {
            /**
             * Scope Type
             * @description ACCOUNT, GROUP, TEAM or USER; CATALOG or PARENT for what the catalogue says.
             */
            scope_type: string;
            /** Scope Id */
            scope_id: string;
            /** Override Id */
            override_id: string | null;
            /** Action */
            action: string;
            /** Applied */
            applied: boolean;
            /** Reason */
            reason: string | null;
        };
        /** Changed */
        Changed: {
            /** Settings */
            settings: components["schemas"]["SwitchAnswer"][];
            /** Message */
            message: string;
        };
        /** ChangedPassword */
        ChangedPassword: {
            /**
             * Password
             * Format: password
             * @description The password as it is now.
             * @example what it is now
             */
            password: string;
            /**
             * New Password
             * Format: password
             * @example a long sentence of words
             */
            new_password: string;
        };
        /**
         * Channel
         * @description EMAIL: in the console, and by mail.
         * @enum {string}
         */
        Channel: "IN_APP" | "EMAIL";
        /** Cleanup */
        Cleanup: {
            /** Deleted Count */
            deleted_count: number;
        };
        /** CodeAck */
        CodeAck: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /** Comment */
        Comment: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Ticket Id */
            ticket_id: string;
            /** Content */
            content: string;
        };
        /** CommentPage */
        CommentPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Comments */
            comments: components["schemas"]["Comment"][];
        };
        /** Config */
        Config: {
            /** Product Code */
            product_code: string | null;
            /** Feature Code */
            feature_code: string | null;
            /** Entity Code */
            entity_code: string;
            /** Category */
            category: string;
            /** Name */
            name: string;
            /** Action */
            action: string;
            /** Inherit */
            inherit: boolean;
            /** Enabled */
            enabled: boolean;
            /** Restrictedby */
            restrictedBy: string | null;
            /** Resolved Scope Type */
            resolved_scope_type: string;
            /** Value Config */
            value_config: {
                [key: string]: unknown;
            };
            /** Items */
            items: components["schemas"]["EffectiveAccessItem"][];
            /** Causes */
            causes: components["schemas"]["Cause"][];
        };
        /** Connection */
        Connection: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Type */
            type: string;
            status: components["schemas"]["ConnectionStatus"];
            /**
             * Config
             * @description Secrets are told as ****.
             */
            config: {
                [key: string]: unknown;
            } | null;
            /** Mvp Version Id */
            mvp_version_id: string | null;
        };
        /**
         * ConnectionChange
         * @description `config` is replaced whole; a mask in it keeps the secret in its place.
         */
        ConnectionChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Type
             * @default
             */
            type?: string;
            /** @default ACTIVE */
            status?: components["schemas"]["ConnectionStatus"];
            /** Config */
            config?: {
                [key: string]: unknown;
            } | null;
            /** Mvp Version Id */
            mvp_version_id?: string | null;
        };
        /** ConnectionPage */
        ConnectionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Connections */
            connections: components["schemas"]["Connection"][];
        };
        /**
         * ConnectionStatus
         * @enum {string}
         */
        ConnectionStatus: "ACTIVE" | "INACTIVE" | "ERROR";
        /**
         * ConnectionType
         * @enum {string}
         */
        ConnectionType: "mcp" | "openapi" | "integration";
        /**
         * Consequences
         * @description What a deletion would do. Nothing was done.
         */
        Consequences: {
            would: components["schemas"]["Would"];
            /** Counts */
            counts: components["schemas"]["Effect"][];
            /**
             * Blocked By
             * @description Empty here; in a refusal (409) the rows that stand in the way.
             */
            blocked_by: components["schemas"]["Effect"][];
        };
        /** Cost */
        Cost: {
            /** Id */
            id: string;
            /** Workspace Id */
            workspace_id: string;
            /** User Id */
            user_id: string;
            /** Model */
            model: string;
            /** Tool */
            tool: string;
            /** Cost */
            cost: number;
            /** Prompt Tokens */
            prompt_tokens: number | null;
            /** Completion Tokens */
            completion_tokens: number | null;
            /** Total Tokens */
            total_tokens: number | null;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Thread Id */
            thread_id: string | null;
            /** Event Id */
            event_id: string | null;
            /** Request Id */
            request_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** CostBatch */
        CostBatch: {
            /**
             * Events
             * @example [
             *       {
             *         "cost": 0.25,
             *         "model": "gpt-4o",
             *         "user_id": "u-1",
             *         "workspace_id": "w-1"
             *       }
             *     ]
             */
            events: components["schemas"]["NewCost"][];
        };
        /** CostPage */
        CostPage: {
            /**
             * Total Cost
             * @description Of all records that were asked for, not of the page alone.
             */
            total_cost: number;
            /**
             * Referenced Cost
             * @description The part of it that the gateway has charged itself.
             */
            referenced_cost: number;
            /** Total Tokens */
            total_tokens: number;
            /** Count */
            count: number;
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Costs */
            costs: components["schemas"]["Cost"][];
        };
        /**
         * Credentials
         * @description `username` is an address, or the super admin's name.
         */
        Credentials: {
            /** Username */
            username: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Account Id
             * @description The account to begin in, for an address that several accounts have.
             */
            account_id?: string | null;
        };
        /** Day */
        Day: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Group */
            group?: string | null;
            /** Total Cost */
            total_cost: number;
            /** Referenced Cost */
            referenced_cost: number;
            /** Request Count */
            request_count: number;
            /** Total Tokens */
            total_tokens: number;
        };
        /** Days */
        Days: {
            /** Daily */
            daily: components["schemas"]["Day"][];
            /**
             * Start Date
             * Format: date-time
             */
            start_date: string;
            /**
             * End Date
             * Format: date-time
             */
            end_date: string;
            /** Timezone */
            timezone: string;
        };
        /** Decision */
        Decision: {
            /**
             * Note
             * @description Shown to the publisher.
             * @example Looks good.
             */
            note?: string | null;
        };
        /** Deducted */
        Deducted: {
            /**
             * Id
             * @description The quota that gave the first part.
             */
            id: string;
            /** Unit */
            unit: string;
            /** Amount */
            amount: number;
            /**
             * Taken
             * @description How much each quota gave.
             */
            taken: components["schemas"]["Taken"][];
            /**
             * Remaining
             * @description What was left when it was answered.
             */
            remaining: number;
            /**
             * Is Replay
             * @description The answer to an earlier request with the same key.
             * @default false
             */
            is_replay?: boolean;
        };
        /** Deduction */
        Deduction: {
            /**
             * Amount
             * @example 1
             */
            amount: number | string;
            /**
             * Idempotency Key
             * @description A request that repeats one with this key changes nothing and gets its answer.
             */
            idempotency_key?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Unit
             * @default credits
             */
            unit?: string;
            /**
             * Product Code
             * @default
             */
            product_code?: string;
            /**
             * Feature Code
             * @default
             */
            feature_code?: string;
        };
        /** DefaultChoice */
        DefaultChoice: {
            /**
             * Model Id
             * @description An active model of the account or of the platform.
             * @example m-1
             */
            model_id: string;
        };
        /** DefaultModel */
        DefaultModel: {
            /** Purpose */
            purpose: string;
            /** Model Id */
            model_id: string;
            /**
             * Is Platform
             * @description The platform's choice, as the account has made none.
             * @default false
             */
            is_platform?: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string | null;
        };
        /** DefaultPage */
        DefaultPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Defaults */
            defaults: components["schemas"]["DefaultModel"][];
        };
        /** Definition */
        Definition: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Toolkit */
            toolkit: string;
            /**
             * Auth Config Id
             * @description null for those who make no connections.
             */
            auth_config_id: string | null;
            /** Icon */
            icon: string | null;
            /** Color */
            color: string | null;
            /** Bg Color */
            bg_color: string | null;
            /** Enabled */
            enabled: boolean;
            /** Display Order */
            display_order: number;
        };
        /** DefinitionChange */
        DefinitionChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /**
             * Toolkit
             * @default
             */
            toolkit?: string;
            /** Auth Config Id */
            auth_config_id?: string | null;
            /** Icon */
            icon?: string | null;
            /** Color */
            color?: string | null;
            /** Bg Color */
            bg_color?: string | null;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Display Order
             * @default 0
             */
            display_order?: number;
        };
        /** DefinitionPage */
        DefinitionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Definitions */
            definitions: components["schemas"]["Definition"][];
        };
        /** Delivery */
        Delivery: {
            /** Id */
            id: string;
            /** Event */
            event: string;
            /** Recipient */
            recipient: string;
            /** Subject */
            subject: string;
            /** @description SUPPRESSED: the account had switched the event off. */
            status: components["schemas"]["DeliveryStatus"];
            /** Error */
            error: string | null;
            /** Sent At */
            sent_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
        };
        /** DeliveryPage */
        DeliveryPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Deliveries */
            deliveries: components["schemas"]["Delivery"][];
        };
        /**
         * DeliveryStatus
         * @enum {string}
         */
        DeliveryStatus: "PENDING" | "SENT" | "FAILED" | "SUPPRESSED";
        /**
         * Dimension
         * @enum {string}
         */
        Dimension: "model" | "upstream_model" | "provider" | "key" | "mcp_tool" | "user" | "team" | "organization" | "agent" | "end_user" | "tag" | "workspace";
        /**
         * Direction
         * @enum {string}
         */
        Direction: "input" | "output";
        /** Discussion */
        Discussion: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Type */
            type: string;
            /**
             * Content
             * @description Empty when it was deleted.
             */
            content: string;
            /** Parent Object Type */
            parent_object_type: string | null;
            /** Parent Object Id */
            parent_object_id: string | null;
            /** Parent Message Id */
            parent_message_id: string | null;
            /**
             * Root Id
             * @description The first message of the thread; null for that itself.
             */
            root_id: string | null;
            /** Resolved */
            resolved: boolean;
            /** Resolved At */
            resolved_at: string | null;
            /** Resolved By */
            resolved_by: string | null;
            /** Mentions */
            mentions: string[];
            /** Attachments */
            attachments: string[];
            /** Edited At */
            edited_at: string | null;
            /** Deleted At */
            deleted_at: string | null;
            /** Reactions */
            reactions?: components["schemas"]["Reaction"][];
            /**
             * Reply Count
             * @default 0
             */
            reply_count?: number;
        };
        /** DiscussionChange */
        DiscussionChange: {
            /**
             * Content
             * @default
             * @example What about this?
             */
            content?: string;
            /**
             * Mentions
             * @description Users of the account; they are notified.
             */
            mentions?: string[];
            /** Attachments */
            attachments?: string[];
        };
        /** DiscussionPage */
        DiscussionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Discussions */
            discussions: components["schemas"]["Discussion"][];
        };
        /** Domain */
        Domain: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Domain */
            domain: string;
            /**
             * Verified At
             * @description When the account proved it; null: nothing follows from the claim.
             */
            verified_at: string | null;
            /** Checked At */
            checked_at: string | null;
            /**
             * Record Name
             * @description The name of the TXT record to publish.
             */
            readonly record_name: string;
            /**
             * Record Value
             * @description What the record has to say.
             */
            readonly record_value: string;
        };
        /** DomainAnswer */
        DomainAnswer: {
            /** Domain */
            domain: string;
            /**
             * Verified At
             * @description When the account proved that the domain is its own.
             */
            verified_at: string | null;
        };
        /** DomainPage */
        DomainPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Domains */
            domains: components["schemas"]["Domain"][];
        };
        /** Effect */
        Effect: {
            /**
             * Kind
             * @description What the rows are: `key`, `workspace_member`.
             */
            kind: string;
            /** Count */
            count: number;
            /**
             * Effect
             * @description `left_without`: they stay and name something that is gone.
             * @enum {string}
             */
            effect: "deleted" | "changed" | "left_without";
        };
        /**
         * EmailEvent
         * @description What mails are sent about; all are on until they are switched off.
         * @enum {string}
         */
        EmailEvent: "Virtual Key Created" | "New User Invitation" | "Virtual Key Rotated" | "Soft Budget Crossed" | "Max Budget Alert" | "Notification";
        /** Entry */
        Entry: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Category */
            category: string;
            /** Parent Code */
            parent_code: string | null;
            /** Value Config */
            value_config: {
                [key: string]: unknown;
            };
            /** Is Active */
            is_active: boolean;
            /** Display Order */
            display_order: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** EntryChange */
        EntryChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Category
             * @default
             */
            category?: string;
            /** Parent Code */
            parent_code?: string | null;
            /** Value Config */
            value_config?: {
                [key: string]: unknown;
            };
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Display Order
             * @default 0
             */
            display_order?: number;
        };
        /** EntryPage */
        EntryPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Catalog Entries */
            catalog_entries: components["schemas"]["Entry"][];
        };
        /** EventAnswer */
        EventAnswer: {
            /** Event Id */
            event_id: string;
            /** Sequence */
            sequence: number;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Actor Kind */
            actor_kind: string;
            /** Actor Id */
            actor_id: string | null;
            /** Actor User Id */
            actor_user_id: string | null;
            /** Action */
            action: string;
            /** Resource Type */
            resource_type: string;
            /** Resource Id */
            resource_id: string | null;
            /** Outcome */
            outcome: string;
            /** Method */
            method: string | null;
            /** Route */
            route: string | null;
            /** Request Id */
            request_id: string | null;
            /** Address */
            address: string | null;
            /** User Agent */
            user_agent: string | null;
            /** Subject Account */
            subject_account: string | null;
            /**
             * Before
             * @description JSON; secrets are masked.
             */
            before: string | null;
            /**
             * After
             * @description JSON; secrets are masked.
             */
            after: string | null;
            /** Previous Hash */
            previous_hash: string;
            /** Hash */
            hash: string;
        };
        /** EventPageAnswer */
        EventPageAnswer: {
            /** Logs */
            logs: components["schemas"]["EventAnswer"][];
            /** Total */
            total: number;
            /**
             * Is Total Exact
             * @description False: there are more than `total`.
             */
            is_total_exact: boolean;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Next Before */
            next_before: number | null;
        };
        /**
         * Facet
         * @description What values are counted of; each is a filter too.
         * @enum {string}
         */
        Facet: "model" | "upstream_model" | "provider" | "key" | "mcp_tool" | "user" | "team" | "organization" | "agent" | "end_user" | "tag";
        /** FacetCount */
        FacetCount: {
            /** Value */
            value: string | null;
            /** Label */
            label: string | null;
            /** Requests */
            requests: number;
            /** Errors */
            errors: number;
        };
        /** Facets */
        Facets: {
            field: components["schemas"]["Facet"];
            /**
             * Values
             * @description The most frequent first.
             */
            values: components["schemas"]["FacetCount"][];
        };
        /** Failure */
        Failure: {
            /** Kind */
            kind: string | null;
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
        };
        /** Forgotten */
        Forgotten: {
            /**
             * Email
             * @example ann@corp.example
             */
            email: string;
        };
        /** Found */
        Found: {
            kind: components["schemas"]["SearchKind"];
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Detail */
            detail: string | null;
            /**
             * Href
             * @description The dashboard's page of it.
             */
            href: string | null;
        };
        /** FoundUser */
        FoundUser: {
            /** User Id */
            user_id: string;
            /** User Role */
            user_role: string | null;
            /** Created At */
            created_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Membership Id */
            membership_id: string | null;
            app_role: components["schemas"]["AppRole"] | null;
            /** Is Active */
            is_active: boolean;
            /** Profile Image */
            profile_image: string | null;
            /** Ad User Id */
            ad_user_id: string | null;
            /**
             * Email Verified
             * @description A service says that the address is the user's.
             */
            email_verified: boolean;
            /** Global Preferences */
            global_preferences: {
                [key: string]: unknown;
            };
            /**
             * Memberships
             * @description With `include_memberships`.
             */
            memberships?: components["schemas"]["MembershipOfUser"][] | null;
            /** Id */
            readonly id: string;
            /** Email */
            readonly email: string | null;
            /** Name */
            readonly name: string | null;
        };
        /** GatewayServer */
        GatewayServer: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "mcp_config" | "account_connection";
            /** Id */
            id: string;
            /**
             * Server Name
             * @description What the gateway calls it: `/{server_name}/mcp`, and before the names of its tools.
             */
            server_name: string;
            /** @description `workspace`: one of a single workspace is told to services alone. */
            state: components["schemas"]["State"];
            /**
             * Reason
             * @description Why the gateway does not use it.
             */
            reason: string | null;
        };
        /** GatewayServers */
        GatewayServers: {
            /**
             * Servers
             * @description In the order in which they take names.
             */
            servers: components["schemas"]["GatewayServer"][];
        };
        /** Grant */
        Grant: {
            /** @example costs:read */
            permission_id: components["schemas"]["Permission"];
        };
        /** Grants */
        Grants: {
            /**
             * Permissions
             * @example [
             *       "costs:read"
             *     ]
             */
            permissions: components["schemas"]["Permission"][];
        };
        /**
         * Group
         * @enum {string}
         */
        "Group-Input": "model" | "user_id" | "workspace_id" | "tool";
        /** Group */
        "Group-Output": {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Is Default */
            is_default: boolean;
            /** Owner Id */
            owner_id: string | null;
            /** Contact Email */
            contact_email: string | null;
        };
        /** GroupChange */
        GroupChange: {
            /**
             * Name
             * @default
             * @example Research
             */
            name?: string;
            /** Description */
            description?: string | null;
            /**
             * Is Default
             * @description New users come into this group; one group at most has this.
             * @default false
             */
            is_default?: boolean;
            /** Owner Id */
            owner_id?: string | null;
            /** Contact Email */
            contact_email?: string | null;
        };
        /** GroupCount */
        GroupCount: {
            /** Account Id */
            account_id: string;
            /** Count */
            count: number;
        };
        /** GroupMember */
        GroupMember: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Group Id */
            group_id: string;
            /** Agent Id */
            agent_id: string;
            /** Display Order */
            display_order: number;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
        };
        /** GroupMemberChange */
        GroupMemberChange: {
            /**
             * Display Order
             * @default 0
             * @example 1
             */
            display_order?: number;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** GroupMemberPage */
        GroupMemberPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Members */
            members: components["schemas"]["GroupMember"][];
        };
        /** GroupMembers */
        GroupMembers: {
            /** Members */
            members: components["schemas"]["GroupMember"][];
        };
        /** GroupOrder */
        GroupOrder: {
            /**
             * Agent Ids
             * @example [
             *       "agent"
             *     ]
             */
            agent_ids: string[];
        };
        /** GroupPage */
        GroupPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Groups */
            groups: components["schemas"]["Group-Output"][];
        };
        /**
         * GroupStatus
         * @enum {string}
         */
        GroupStatus: "ACTIVE" | "INACTIVE";
        /**
         * GuardType
         * @enum {string}
         */
        GuardType: "pii" | "secrets" | "words" | "custom";
        /** Guardrail */
        Guardrail: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            guard_type: components["schemas"]["GuardType"];
            /** Enabled */
            enabled: boolean;
            /** Execution Order */
            execution_order: number;
            action_on_fail: components["schemas"]["EngineAction"];
            /** Config */
            config: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /** GuardrailPage */
        GuardrailPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Configs */
            configs: components["schemas"]["Guardrail"][];
        };
        /** GuardrailVersion */
        GuardrailVersion: {
            /** Id */
            id: string;
            /** Guardrail Id */
            guardrail_id: string;
            /** Version */
            version: number;
            /** Definition */
            definition: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
        };
        /** GuardrailVersionPage */
        GuardrailVersionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Versions */
            versions: components["schemas"]["GuardrailVersion"][];
        };
        /** Installed */
        Installed: {
            /** Id */
            id: string;
            /** Agent Id */
            agent_id: string;
            /** Copy Id */
            copy_id: string;
            /** Message */
            message: string;
        };
        /** Integration */
        Integration: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string;
            /** User Id */
            user_id: string | null;
            connection_level: components["schemas"]["Level"];
            /** Name */
            name: string;
            /** Description For Agent */
            description_for_agent: string | null;
            /** Integration Type */
            integration_type: string;
            /** App Name */
            app_name: string;
            /** Composio Entity Id */
            composio_entity_id: string;
            /** Composio Connected Account Id */
            composio_connected_account_id: string | null;
            status: components["schemas"]["IntegrationStatus"];
            /**
             * Connected At
             * Format: date-time
             */
            connected_at: string;
            /** Connected By User Id */
            connected_by_user_id: string | null;
        };
        /** IntegrationChange */
        IntegrationChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description For Agent */
            description_for_agent?: string | null;
            /** @default ACTIVE */
            status?: components["schemas"]["IntegrationStatus"];
            /** Composio Connected Account Id */
            composio_connected_account_id?: string | null;
        };
        /** IntegrationPage */
        IntegrationPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Integrations */
            integrations: components["schemas"]["Integration"][];
        };
        /** Invite */
        Invite: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Email */
            email: string;
            app_role: components["schemas"]["AppRole"];
            /** Role Id */
            role_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            status: components["schemas"]["InviteStatus"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Sent At */
            sent_at: string | null;
            /** Sent Count */
            sent_count: number;
            /** Accepted At */
            accepted_at: string | null;
            /** Accepted By */
            accepted_by: string | null;
            /** Revoked At */
            revoked_at: string | null;
        };
        /** InviteLink */
        InviteLink: {
            /**
             * Token
             * @example token
             */
            token: string;
        };
        /** InvitePage */
        InvitePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Invitations */
            invitations: components["schemas"]["Invite"][];
        };
        /**
         * InviteStatus
         * @enum {string}
         */
        InviteStatus: "PENDING" | "ACCEPTED" | "REVOKED";
        /** InviteText */
        InviteText: {
            /** Email */
            email: string;
            /** Account Name */
            account_name: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Needs Password */
            needs_password: boolean;
        };
        /** LedgerEntry */
        LedgerEntry: {
            /** Id */
            id: string;
            /**
             * Entry
             * @description CONSUME, REFUND, CALL (of a model) or CLOSE (of a period, with what it used).
             */
            entry: string;
            /** Amount */
            amount: number;
            /**
             * Period Start
             * Format: date-time
             */
            period_start: string;
            /** Reason */
            reason: string | null;
            /**
             * Reference
             * @description The idempotency key, or the id of the model call.
             */
            reference: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
        };
        /** LedgerEntryPage */
        LedgerEntryPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Entries */
            entries: components["schemas"]["LedgerEntry"][];
        };
        /**
         * Level
         * @enum {string}
         */
        Level: "WORKSPACE" | "USER";
        /**
         * Limits
         * @description Of the user, in US dollars; null: none.
         */
        Limits: {
            /** Max Budget */
            max_budget: number | null;
            /** Spend */
            spend: number;
            /** Budget Duration */
            budget_duration: string | null;
            /** Tpm Limit */
            tpm_limit: number | null;
            /** Rpm Limit */
            rpm_limit: number | null;
        };
        /** ListedModel */
        ListedModel: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Provider Id */
            provider_id: string;
            /** Deployment Name */
            deployment_name: string;
            /** Display Name */
            display_name: string | null;
            capability: components["schemas"]["Capability"] | null;
            /** Input Cost Per Million */
            input_cost_per_million: number;
            /** Output Cost Per Million */
            output_cost_per_million: number;
            /** Content Capabilities */
            content_capabilities: {
                [key: string]: unknown;
            };
            /** Extra Body */
            extra_body: {
                [key: string]: unknown;
            };
            /** Sort Order */
            sort_order: number;
            /** Is Active */
            is_active: boolean;
            /**
             * Is Platform
             * @default false
             */
            is_platform?: boolean;
            provider?: components["schemas"]["ConfigProvider"] | null;
        };
        /** Listing */
        Listing: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Agent Id */
            agent_id: string;
            listing_status: components["schemas"]["ListingStatus"];
            /** Listing Data */
            listing_data: {
                [key: string]: unknown;
            };
            /** Submitted At */
            submitted_at: string | null;
            /** Published At */
            published_at: string | null;
            /** Reviewed At */
            reviewed_at: string | null;
            /** Review Note */
            review_note: string | null;
        };
        /** ListingChange */
        ListingChange: {
            /**
             * @example {
             *       "title": "Researcher"
             *     }
             */
            listing_data?: components["schemas"]["ListingData"];
        };
        /**
         * ListingData
         * @description What others are shown of the listing.
         */
        ListingData: {
            /** Title */
            title?: string | null;
            /** Summary */
            summary?: string | null;
            /** Details */
            details?: {
                [key: string]: unknown;
            };
        };
        /** ListingPage */
        ListingPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Listings */
            listings: components["schemas"]["Listing"][];
        };
        /**
         * ListingStatus
         * @enum {string}
         */
        ListingStatus: "DRAFT" | "SUBMITTED" | "PUBLISHED" | "REJECTED" | "UNLISTED";
        /** LogEntry */
        LogEntry: {
            /** Id */
            id: string;
            guard_type: components["schemas"]["GuardType"];
            action: components["schemas"]["LoggedAction"];
            /** Result */
            result: string;
            direction: components["schemas"]["Direction"] | null;
            /**
             * Findings
             * @description How often each pattern was found; never what it was.
             */
            findings: {
                [key: string]: number;
            };
            /** Model */
            model: string | null;
            /**
             * Key Id
             * @description The hash of the virtual key.
             */
            key_id: string | null;
            /**
             * Request Id
             * @description As in `x-litellm-call-id`.
             */
            request_id: string | null;
            /** Request Data */
            request_data: {
                [key: string]: unknown;
            } | null;
            /** Response Data */
            response_data: {
                [key: string]: unknown;
            } | null;
            /** User Id */
            user_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** LogPage */
        LogPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /**
             * Count
             * @description How many this page has.
             */
            count: number;
            /** Audit Logs */
            audit_logs: components["schemas"]["LogEntry"][];
        };
        /**
         * LoggedAction
         * @enum {string}
         */
        LoggedAction: "pass" | "block" | "mask" | "flag" | "log_only" | "error";
        /** LoggedIn */
        LoggedIn: {
            /** Redirect Url */
            redirect_url: string;
            kind: components["schemas"]["SessionsKind"];
            /**
             * Account Id
             * @description Null for the super admin.
             */
            account_id: string | null;
        };
        /** MadeToken */
        MadeToken: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description How the token begins, to tell it from others.
             */
            prefix: string;
            /** Scopes */
            scopes: string[];
            /** Workspace Ids */
            workspace_ids: string[];
            /** Client Id */
            client_id: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Revoked By */
            revoked_by: string | null;
            /**
             * Token
             * @description The token itself. It is not shown again.
             */
            token: string;
        };
        /** MailServerAnswer */
        MailServerAnswer: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Smtp Host */
            smtp_host: string;
            /** Smtp Port */
            smtp_port: number;
            /** Smtp Username */
            smtp_username: string | null;
            /**
             * Smtp Password
             * @description Told as ****.
             */
            smtp_password: string | null;
            /** Sender Email */
            sender_email: string;
            /** Sender Name */
            sender_name: string | null;
            /** Uses Tls */
            uses_tls: boolean;
        };
        /**
         * MailServerChange
         * @description Fields that are left out stay; null clears. `****` keeps the password, on the host for which it was sent.
         */
        MailServerChange: {
            /**
             * Smtp Host
             * @default
             * @example smtp.corp.example
             */
            smtp_host?: string;
            /**
             * Smtp Port
             * @description 465 speaks TLS from the start.
             * @default 587
             */
            smtp_port?: number;
            /** Smtp Username */
            smtp_username?: string | null;
            /** Smtp Password */
            smtp_password?: string | null;
            /**
             * Sender Email
             * @default
             * @example console@corp.example
             */
            sender_email?: string;
            /** Sender Name */
            sender_name?: string | null;
            /**
             * Uses Tls
             * @description STARTTLS. Without it no password is sent.
             * @default true
             */
            uses_tls?: boolean;
        };
        /** McpConfig */
        McpConfig: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Server Name */
            server_name: string;
            /**
             * Config
             * @description Secrets are told as ****.
             */
            config: {
                [key: string]: unknown;
            } | null;
            /** Is Active */
            is_active: boolean;
            /** Mvp Version Id */
            mvp_version_id: string | null;
        };
        /**
         * McpConfigChange
         * @description `config` is replaced whole; a mask in it keeps the secret in its place, unless an address is another one.
         */
        McpConfigChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Server Name
             * @default
             */
            server_name?: string;
            /** Config */
            config?: {
                [key: string]: unknown;
            } | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /** Mvp Version Id */
            mvp_version_id?: string | null;
        };
        /** McpConfigPage */
        McpConfigPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Mcp Configs */
            mcp_configs: components["schemas"]["McpConfig"][];
        };
        /** Member */
        Member: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string;
            /** User Id */
            user_id: string;
            access: components["schemas"]["WorkspaceAccess"];
            status: components["schemas"]["MemberStatus"];
        };
        /** MemberChange */
        MemberChange: {
            /** @default MEMBER */
            access?: components["schemas"]["Access-Input"];
            /** @default ACTIVE */
            status?: components["schemas"]["MemberStatus"];
        };
        /** MemberPage */
        MemberPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Members */
            members: components["schemas"]["Member"][];
        };
        /**
         * MemberStatus
         * @enum {string}
         */
        MemberStatus: "ACTIVE" | "INVITED" | "SUSPENDED";
        /** MembershipChange */
        MembershipChange: {
            /**
             * @default member
             * @example viewer
             */
            app_role?: components["schemas"]["AppRole"];
            /**
             * Role Id
             * @description A role of the account, whose permissions are added.
             */
            role_id?: string | null;
            /** Team Id */
            team_id?: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /** Tenant Preferences */
            tenant_preferences?: {
                [key: string]: unknown;
            };
        };
        /** MembershipOfUser */
        MembershipOfUser: {
            /** Id */
            id: string;
            /** Account Id */
            account_id: string;
            app_role: components["schemas"]["AppRole"];
            /** Is Active */
            is_active: boolean;
        };
        /** MembershipPage */
        MembershipPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Memberships */
            memberships: components["schemas"]["Membership"][];
        };
        /** MembershipsOf */
        MembershipsOf: {
            /** Memberships */
            memberships: components["schemas"]["Membership"][];
        };
        /** MetadataAnswer */
        MetadataAnswer: {
            /** Account Id */
            account_id: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
        };
        /**
         * Metric
         * @enum {string}
         */
        Metric: "spend" | "requests" | "errors" | "tokens" | "input_tokens" | "output_tokens" | "cached_tokens" | "saved" | "latency_ms";
        /** Model */
        Model: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Provider Id */
            provider_id: string;
            /** Deployment Name */
            deployment_name: string;
            /** Display Name */
            display_name: string | null;
            capability: components["schemas"]["Capability"] | null;
            /** Input Cost Per Million */
            input_cost_per_million: number;
            /** Output Cost Per Million */
            output_cost_per_million: number;
            /** Content Capabilities */
            content_capabilities: {
                [key: string]: unknown;
            };
            /** Extra Body */
            extra_body: {
                [key: string]: unknown;
            };
            /** Sort Order */
            sort_order: number;
            /** Is Active */
            is_active: boolean;
            /**
             * Is Platform
             * @default false
             */
            is_platform?: boolean;
        };
        /** ModelChange */
        ModelChange: {
            /**
             * Provider Id
             * @default
             */
            provider_id?: string;
            /**
             * Deployment Name
             * @default
             */
            deployment_name?: string;
            /** Display Name */
            display_name?: string | null;
            capability?: components["schemas"]["Capability"] | null;
            /**
             * Input Cost Per Million
             * @default 0
             */
            input_cost_per_million?: number | string;
            /**
             * Output Cost Per Million
             * @default 0
             */
            output_cost_per_million?: number | string;
            /** Content Capabilities */
            content_capabilities?: {
                [key: string]: unknown;
            };
            /** Extra Body */
            extra_body?: {
                [key: string]: unknown;
            };
            /**
             * Sort Order
             * @default 0
             */
            sort_order?: number;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** ModelPage */
        ModelPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Models */
            models: components["schemas"]["ListedModel"][];
        };
        /** Movement */
        Movement: {
            /**
             * Amount
             * @example 1
             */
            amount: number | string;
            /**
             * Idempotency Key
             * @description A request that repeats one with this key changes nothing and gets its answer.
             */
            idempotency_key?: string | null;
            /** Reason */
            reason?: string | null;
        };
        /** MvpConfig */
        MvpConfig: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Creation Type */
            creation_type: string;
            /** Mvp Type */
            mvp_type: string;
            /** Framework */
            framework: string;
            /** Commit Count */
            commit_count: number;
            /** Connections */
            connections: {
                [key: string]: unknown;
            };
            /** Base Versions */
            base_versions: unknown[];
            /** Config */
            config: {
                [key: string]: unknown;
            };
            /**
             * Access Token
             * @description **** when there is one.
             */
            access_token: string | null;
        };
        /** MvpConfigChange */
        MvpConfigChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /**
             * Creation Type
             * @default default
             */
            creation_type?: string;
            /**
             * Mvp Type
             * @default simple
             */
            mvp_type?: string;
            /**
             * Framework
             * @default nextjs
             */
            framework?: string;
            /**
             * Connections
             * @description Ids of connections; no place for secrets.
             */
            connections?: {
                [key: string]: unknown;
            };
            /** Base Versions */
            base_versions?: string[];
            /**
             * Config
             * @description No place for secrets.
             */
            config?: {
                [key: string]: unknown;
            };
            /** Access Token */
            access_token?: string | null;
        };
        /** MvpConfigPage */
        MvpConfigPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Mvp Configs */
            mvp_configs: components["schemas"]["MvpConfig"][];
        };
        /** NewAccessToken */
        NewAccessToken: {
            /**
             * Name
             * @example Reporting service
             */
            name: string;
            /**
             * Scopes
             * @example [
             *       "workspaces:read"
             *     ]
             */
            scopes?: components["schemas"]["Permission"][];
            /**
             * Workspace Ids
             * @description Empty: all workspaces.
             */
            workspace_ids?: string[];
            /**
             * Expires At
             * @description In the future; null: never.
             */
            expires_at?: string | null;
            /** Client Id */
            client_id?: string | null;
        };
        /**
         * NewAccount
         * @description What an account is made of. `domain` is short for `domains` with one.
         */
        NewAccount: {
            /** Account Name */
            account_name: string;
            /** Account Id */
            account_id?: string | null;
            /** Account Alias */
            account_alias?: string | null;
            /** Domain */
            domain?: string | null;
            /** Domains */
            domains?: string[];
            /** Max Budget */
            max_budget?: number | string | null;
            /** Budget Duration */
            budget_duration?: string | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
            /** Admin Email */
            admin_email?: string | null;
            /** Admin Password */
            admin_password?: string | null;
        };
        /** NewAccountConnection */
        NewAccountConnection: {
            /**
             * Name
             * @example Search tools
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Description For Agent */
            description_for_agent?: string | null;
            /**
             * Connection Data
             * @example {
             *       "token": "a secret",
             *       "url": "https://tools.example/mcp"
             *     }
             */
            connection_data?: {
                [key: string]: unknown;
            } | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Is Default
             * @description Takes this from the connection of its type that has it.
             * @default false
             */
            is_default?: boolean;
            /**
             * Metadata
             * @description Not sealed: no place for secrets.
             */
            metadata?: {
                [key: string]: unknown;
            };
            /** @example mcp */
            connection_type: components["schemas"]["ConnectionType"];
        };
        /** NewAccountTemplate */
        NewAccountTemplate: {
            /**
             * @example {
             *       "title_line": "Hello"
             *     }
             */
            overrides?: components["schemas"]["Words"];
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Template Id
             * @description A template of the platform.
             * @example example
             */
            template_id: string;
        };
        /** NewAdmin */
        NewAdmin: {
            /** User Email */
            user_email: string;
            /**
             * Role
             * @default account_admin
             * @enum {string}
             */
            role?: "account_owner" | "account_admin";
            /** Password */
            password?: string | null;
        };
        /** NewAgent */
        NewAgent: {
            /**
             * Name
             * @example Researcher
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Prompt */
            prompt?: string | null;
            /** Page */
            page?: string | null;
            /** Categories */
            categories?: {
                [key: string]: unknown;
            };
            /** Tags */
            tags?: string[];
            /** Builtin Tools */
            builtin_tools?: string[];
            /**
             * Tools Mcp Ids
             * @description MCP servers of the account.
             */
            tools_mcp_ids?: string[];
            /**
             * Tools Openapi Ids
             * @description Connections of the account.
             */
            tools_openapi_ids?: string[];
            /** Links */
            links?: {
                [key: string]: unknown;
            };
            /**
             * Is Singleton
             * @default false
             */
            is_singleton?: boolean;
            /**
             * Is Non Conversational
             * @default false
             */
            is_non_conversational?: boolean;
            /** Availability */
            availability?: string[];
            /** @default ACTIVE */
            status?: components["schemas"]["AgentStatus"];
            /** @default ACCOUNT */
            provider?: components["schemas"]["AgentProvider"];
        };
        /** NewAgentGroup */
        NewAgentGroup: {
            /**
             * Name
             * @example Research
             */
            name: string;
            /** Description */
            description?: string | null;
            /**
             * Group Type
             * @example CUSTOM
             */
            group_type: string;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
            /** @default ACTIVE */
            status?: components["schemas"]["GroupStatus"];
            /**
             * Group Code
             * @description Unique in the account; it stays.
             * @example research
             */
            group_code: string;
        };
        /** NewBudget */
        NewBudget: {
            /** Budget Plan Id */
            budget_plan_id?: string | null;
            /**
             * Parent Id
             * @description A budget of a higher scope; else the account's.
             */
            parent_id?: string | null;
            /**
             * Allocated
             * @default 0
             * @example 100
             */
            allocated?: number | string;
            /**
             * Limit Amount
             * @description What may be used of it; by default all.
             */
            limit_amount?: number | string | null;
            /**
             * Overflow Cap
             * @description What may be used beyond the limit.
             */
            overflow_cap?: number | string | null;
            /** @default MONTHLY */
            reset_policy?: components["schemas"]["ResetPolicy"];
            /** Cycle End */
            cycle_end?: string | null;
            /** @example ACCOUNT */
            scope_type: components["schemas"]["BudgetScope"];
            /**
             * Scope Id
             * @description The group, team, user or workspace.
             * @default
             */
            scope_id?: string;
            /**
             * Cycle Start
             * @description By default the calendar's, as `reset_policy` says.
             */
            cycle_start?: string | null;
        };
        /** NewComment */
        NewComment: {
            /**
             * Content
             * @example It works again.
             */
            content: string;
        };
        /** NewConnection */
        NewConnection: {
            /**
             * Name
             * @example Warehouse
             */
            name: string;
            /**
             * Type
             * @example postgres
             */
            type: string;
            /** @default ACTIVE */
            status?: components["schemas"]["ConnectionStatus"];
            /**
             * Config
             * @example {
             *       "host": "db.example",
             *       "password": "a secret"
             *     }
             */
            config?: {
                [key: string]: unknown;
            } | null;
            /** Mvp Version Id */
            mvp_version_id?: string | null;
            /**
             * Workspace Id
             * @description Without one it is the whole account's.
             */
            workspace_id?: string | null;
        };
        /** NewCost */
        NewCost: {
            /**
             * Workspace Id
             * @example w-1
             */
            workspace_id: string;
            /**
             * User Id
             * @example u-1
             */
            user_id: string;
            /**
             * Model
             * @example gpt-4o
             */
            model: string;
            /**
             * Tool
             * @default llm
             */
            tool?: string;
            /**
             * Cost
             * @example 0.25
             */
            cost: number | string;
            /** Prompt Tokens */
            prompt_tokens?: number | null;
            /** Completion Tokens */
            completion_tokens?: number | null;
            /** Total Tokens */
            total_tokens?: number | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
            /** Thread Id */
            thread_id?: string | null;
            /**
             * Event Id
             * @description Your own id of the event: it is recorded once.
             */
            event_id?: string | null;
            /**
             * Request Id
             * @description The id of the model call, if it was made through this gateway, which has its cost already: `id` of the answer, or `x-litellm-call-id`. The record is a reference then, and no second spend.
             */
            request_id?: string | null;
        };
        /** NewDefinition */
        NewDefinition: {
            /**
             * Name
             * @example Tracker
             */
            name: string;
            /** Description */
            description?: string | null;
            /**
             * Toolkit
             * @example tracker
             */
            toolkit: string;
            /** Auth Config Id */
            auth_config_id?: string | null;
            /** Icon */
            icon?: string | null;
            /** Color */
            color?: string | null;
            /** Bg Color */
            bg_color?: string | null;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Display Order
             * @default 0
             */
            display_order?: number;
        };
        /**
         * NewDiscussion
         * @description A reply takes workspace and object from what it answers; when they are sent, they must be the same.
         */
        NewDiscussion: {
            /**
             * Content
             * @example What about this?
             */
            content: string;
            /**
             * Mentions
             * @description Users of the account; they are notified.
             */
            mentions?: string[];
            /** Attachments */
            attachments?: string[];
            /** Workspace Id */
            workspace_id?: string | null;
            /**
             * Type
             * @default comment
             */
            type?: string;
            /** Parent Object Type */
            parent_object_type?: string | null;
            /** Parent Object Id */
            parent_object_id?: string | null;
            /** Parent Message Id */
            parent_message_id?: string | null;
        };
        /** NewDomain */
        NewDomain: {
            /**
             * Domain
             * @description Domains below it are their own.
             * @example corp.example
             */
            domain: string;
        };
        /** NewEntry */
        NewEntry: {
            /**
             * Name
             * @example Exports
             */
            name: string;
            /**
             * Category
             * @example FEATURE
             */
            category: string;
            /** Parent Code */
            parent_code?: string | null;
            /** Value Config */
            value_config?: {
                [key: string]: unknown;
            };
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Display Order
             * @default 0
             */
            display_order?: number;
            /**
             * Code
             * @example EXPORTS
             */
            code: string;
        };
        /** NewGroup */
        NewGroup: {
            /**
             * Name
             * @example Research
             */
            name: string;
            /** Description */
            description?: string | null;
            /**
             * Is Default
             * @description New users come into this group; one group at most has this.
             * @default false
             */
            is_default?: boolean;
            /** Owner Id */
            owner_id?: string | null;
            /** Contact Email */
            contact_email?: string | null;
        };
        /** NewGroupMember */
        NewGroupMember: {
            /**
             * Agent Id
             * @example agent
             */
            agent_id: string;
            /**
             * Display Order
             * @description Without it the agent comes last.
             */
            display_order?: number | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** NewGuardrail */
        NewGuardrail: {
            /**
             * Enabled
             * @default true
             * @example true
             */
            enabled?: boolean;
            /**
             * Execution Order
             * @default 1
             */
            execution_order?: number;
            /**
             * @description Refuse the call, replace what was found, or write it down alone.
             * @default block
             */
            action_on_fail?: components["schemas"]["EngineAction"];
            /**
             * Config
             * @description Replaced whole. `apply_to`: input, output or both; `min_matches`; for pii and secrets `categories`; for words `words`.
             */
            config?: {
                [key: string]: unknown;
            };
            /**
             * @description One guard of each type.
             * @example pii
             */
            guard_type: components["schemas"]["GuardType"];
        };
        /** NewIntegration */
        NewIntegration: {
            /**
             * Name
             * @example Our tracker
             */
            name: string;
            /** Description For Agent */
            description_for_agent?: string | null;
            /** @default ACTIVE */
            status?: components["schemas"]["IntegrationStatus"];
            /** Composio Connected Account Id */
            composio_connected_account_id?: string | null;
            /**
             * Workspace Id
             * @example w-1
             */
            workspace_id: string;
            /**
             * User Id
             * @description Whose it is, at the level USER.
             */
            user_id?: string | null;
            /** @default WORKSPACE */
            connection_level?: components["schemas"]["Level"];
            /**
             * Integration Type
             * @example composio
             */
            integration_type: string;
            /**
             * App Name
             * @example tracker
             */
            app_name: string;
            /**
             * Composio Entity Id
             * @example entity-1
             */
            composio_entity_id: string;
            /**
             * Connected By User Id
             * @description By default the caller.
             */
            connected_by_user_id?: string | null;
        };
        /** NewInvite */
        NewInvite: {
            /**
             * Email
             * @example new@corp.example
             */
            email: string;
            /** @default member */
            app_role?: components["schemas"]["AppRole"];
            /** Role Id */
            role_id?: string | null;
            /** Team Id */
            team_id?: string | null;
            /** Workspace Id */
            workspace_id?: string | null;
            /**
             * Expires In Hours
             * @default 72
             */
            expires_in_hours?: number;
            /** Invitation Data */
            invitation_data?: {
                [key: string]: unknown;
            };
        };
        /** NewListing */
        NewListing: {
            /**
             * @example {
             *       "title": "Researcher"
             *     }
             */
            listing_data?: components["schemas"]["ListingData"];
            /**
             * Agent Id
             * @description An agent of the account.
             * @example agent
             */
            agent_id: string;
        };
        /**
         * NewLogEntry
         * @description What a service has found itself. Texts in the data are cut short, and what looks personal or secret is masked.
         */
        NewLogEntry: {
            /** @example pii */
            guard_type: components["schemas"]["GuardType"];
            /** @example block */
            action: components["schemas"]["LoggedAction"];
            /**
             * Result
             * @description Else it follows from the action.
             */
            result?: ("pass" | "fail") | null;
            /** Request Data */
            request_data?: {
                [key: string]: unknown;
            } | null;
            /** Response Data */
            response_data?: {
                [key: string]: unknown;
            } | null;
            /** User Id */
            user_id?: string | null;
            /** Model */
            model?: string | null;
            /** Request Id */
            request_id?: string | null;
        };
        /** NewMcpConfig */
        NewMcpConfig: {
            /**
             * Name
             * @example Search
             */
            name: string;
            /**
             * Server Name
             * @example search
             */
            server_name: string;
            /**
             * Config
             * @example {
             *       "headers": {
             *         "authorization": "a secret"
             *       },
             *       "url": "https://tools.example/mcp"
             *     }
             */
            config?: {
                [key: string]: unknown;
            } | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /** Mvp Version Id */
            mvp_version_id?: string | null;
            /**
             * Workspace Id
             * @description Without one it is the whole account's.
             */
            workspace_id?: string | null;
        };
        /** NewMember */
        NewMember: {
            /**
             * User Id
             * @description A user of the account.
             * @example u-1
             */
            user_id: string;
            /** @default MEMBER */
            access?: components["schemas"]["Access-Input"];
        };
        /** NewMembership */
        NewMembership: {
            /**
             * User Id
             * @example u-1
             */
            user_id: string;
            /** @default member */
            app_role?: components["schemas"]["AppRole"];
            /** Role Id */
            role_id?: string | null;
            /** Team Id */
            team_id?: string | null;
            /** Tenant Preferences */
            tenant_preferences?: {
                [key: string]: unknown;
            };
        };
        /** NewModel */
        NewModel: {
            /**
             * Provider Id
             * @example p-1
             */
            provider_id: string;
            /**
             * Deployment Name
             * @example gpt-4o
             */
            deployment_name: string;
            /** Display Name */
            display_name?: string | null;
            capability?: components["schemas"]["Capability"] | null;
            /**
             * Input Cost Per Million
             * @default 0
             */
            input_cost_per_million?: number | string;
            /**
             * Output Cost Per Million
             * @default 0
             */
            output_cost_per_million?: number | string;
            /** Content Capabilities */
            content_capabilities?: {
                [key: string]: unknown;
            };
            /** Extra Body */
            extra_body?: {
                [key: string]: unknown;
            };
            /**
             * Sort Order
             * @default 0
             */
            sort_order?: number;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** NewMvpConfig */
        NewMvpConfig: {
            /**
             * Name
             * @example Shop
             */
            name: string;
            /** Description */
            description?: string | null;
            /**
             * Creation Type
             * @default default
             */
            creation_type?: string;
            /**
             * Mvp Type
             * @default simple
             */
            mvp_type?: string;
            /**
             * Framework
             * @default nextjs
             */
            framework?: string;
            /**
             * Connections
             * @description Ids of connections; no place for secrets.
             */
            connections?: {
                [key: string]: unknown;
            };
            /** Base Versions */
            base_versions?: string[];
            /**
             * Config
             * @description No place for secrets.
             */
            config?: {
                [key: string]: unknown;
            };
            /** Access Token */
            access_token?: string | null;
            /**
             * Workspace Id
             * @description Without one it is the whole account's.
             */
            workspace_id?: string | null;
        };
        /**
         * NewNotification
         * @description Either `title` and `content`, or a template and what it is filled with.
         */
        NewNotification: {
            /**
             * Recipient Id
             * @description A user of the account.
             * @example u-1
             */
            recipient_id: string;
            /**
             * Type
             * @example INFO
             */
            type: string;
            /**
             * Title
             * @default
             * @example The import is done
             */
            title?: string;
            /**
             * Content
             * @default
             * @example All 12 files are there.
             */
            content?: string;
            /** Template Id */
            template_id?: string | null;
            /** Values */
            values?: {
                [key: string]: string;
            };
            /** @default IN_APP */
            channel?: components["schemas"]["Channel"];
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** NewOverride */
        NewOverride: {
            /** Product Code */
            product_code?: string | null;
            /** Feature Code */
            feature_code?: string | null;
            /**
             * Name
             * @example No exports
             */
            name: string;
            /**
             * Category
             * @example FEATURE
             */
            category: string;
            /** Parent Entity Code */
            parent_entity_code?: string | null;
            /** Distribution Kind */
            distribution_kind?: string | null;
            /** @default RESTRICT */
            action?: components["schemas"]["OverrideConfigAction"];
            /**
             * Inherit
             * @default true
             */
            inherit?: boolean;
            /** Value Config */
            value_config?: {
                [key: string]: unknown;
            };
            /** Restriction Json */
            restriction_json?: {
                [key: string]: unknown;
            } | null;
            /** Reason */
            reason?: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from?: string;
            /** Valid Until */
            valid_until?: string | null;
            /**
             * Entity Code
             * @description An entry of the catalogue.
             * @example EXAMPLE
             */
            entity_code: string;
            /** @default ACCOUNT */
            scope_type?: components["schemas"]["ScopeType"];
            /**
             * Scope Id
             * @description The group, team or user; none for ACCOUNT.
             * @default
             */
            scope_id?: string;
            /**
             * Set By Platform
             * @description For services: the account may not change it then.
             * @default false
             */
            set_by_platform?: boolean;
        };
        /** NewPattern */
        NewPattern: {
            /**
             * Pattern Name
             * @description What stands instead of what is masked.
             * @example ticket
             */
            pattern_name: string;
            /**
             * Pattern
             * @description RE2 syntax: no lookaround and no back references; `(?i)` for any case.
             * @example \bTICKET-\d{6}\b
             */
            pattern: string;
            /** Description */
            description?: string | null;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * @description The guard that looks for it.
             * @example custom
             */
            guard_type: components["schemas"]["GuardType"];
        };
        /** NewPlatformAgent */
        NewPlatformAgent: {
            /**
             * Name
             * @example Guide
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Prompt */
            prompt?: string | null;
            /** Page */
            page?: string | null;
            /** Categories */
            categories?: {
                [key: string]: unknown;
            };
            /** Tags */
            tags?: string[];
            /** Builtin Tools */
            builtin_tools?: string[];
            /** Tools Mcp Ids */
            tools_mcp_ids?: string[];
            /** Tools Openapi Ids */
            tools_openapi_ids?: string[];
            /** Links */
            links?: {
                [key: string]: unknown;
            };
            /**
             * Is Singleton
             * @default false
             */
            is_singleton?: boolean;
            /**
             * Is Non Conversational
             * @default false
             */
            is_non_conversational?: boolean;
            /** Availability */
            availability?: string[];
            /** @default ACTIVE */
            status?: components["schemas"]["AgentStatus"];
        };
        /** NewPlatformProvider */
        NewPlatformProvider: {
            /**
             * Name
             * @example OpenAI
             */
            name: string;
            /** Display Label */
            display_label?: string | null;
            /** Endpoint Env Var */
            endpoint_env_var?: string | null;
            /** Api Key Env Var */
            api_key_env_var?: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** NewPrice */
        NewPrice: {
            /**
             * Resource Type
             * @example cpu
             */
            resource_type: string;
            /**
             * Unit
             * @example hour
             */
            unit: string;
            /**
             * Cost Usd
             * @example 0.05
             */
            cost_usd: number | string;
            /** Description */
            description?: string | null;
            /**
             * Effective From
             * Format: date-time
             */
            effective_from?: string;
            /**
             * Effective To
             * @description From this time on it holds no more.
             */
            effective_to?: string | null;
        };
        /** NewQuota */
        NewQuota: {
            /** Subscription Id */
            subscription_id?: string | null;
            /**
             * Included
             * @example 100
             */
            included: number | string;
            /**
             * Overage Limit
             * @default 0
             */
            overage_limit?: number | string;
            /**
             * Rollover Enabled
             * @default false
             */
            rollover_enabled?: boolean;
            /**
             * Rollover Cap
             * @default 0
             */
            rollover_cap?: number | string;
            /** @default MONTHLY */
            reset_policy?: components["schemas"]["ResetPolicy"];
            /**
             * Period End
             * @description The end of the period that is open now.
             */
            period_end?: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Unit
             * @description `requests`, `tokens` and `usd` are used up by model calls, other units by services that deduct.
             * @default credits
             */
            unit?: string;
            /**
             * Product Code
             * @default
             */
            product_code?: string;
            /**
             * Feature Code
             * @description For model calls the model that it is about; empty: every model.
             * @default
             */
            feature_code?: string;
            /**
             * Period Start
             * @description By default the calendar's, as `reset_policy` says.
             */
            period_start?: string | null;
        };
        /** NewRole */
        NewRole: {
            /**
             * Name
             * @example Analyst
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Type */
            type?: string | null;
            /**
             * Is Default
             * @description New members get it; one role at most.
             * @default false
             */
            is_default?: boolean;
            /**
             * Permissions
             * @example [
             *       "costs:read"
             *     ]
             */
            permissions?: components["schemas"]["Permission"][];
        };
        /** NewSubscription */
        NewSubscription: {
            /**
             * Plan Id
             * @example plan-1
             */
            plan_id: string;
            /**
             * System Subscription Id
             * @description Its id at the payment provider.
             */
            system_subscription_id?: string | null;
            /**
             * Quantity
             * @default 1
             */
            quantity?: number;
            /**
             * Start Date
             * Format: date-time
             */
            start_date?: string;
            /** End Date */
            end_date?: string | null;
        };
        /** NewTeam */
        NewTeam: {
            /**
             * Name
             * @example Frontend
             */
            name: string;
            /** Description */
            description?: string | null;
            /**
             * Is Default
             * @description The team of its group that new members come into.
             * @default false
             */
            is_default?: boolean;
            /** Owner Id */
            owner_id?: string | null;
            /** Contact Email */
            contact_email?: string | null;
            /**
             * Group Id
             * @example g-1
             */
            group_id: string;
        };
        /** NewTemplate */
        NewTemplate: {
            /**
             * Event Id
             * @example user.joined
             */
            event_id: string;
            /**
             * Type
             * @default EMAIL
             */
            type?: string;
            /**
             * Locale
             * @default en
             */
            locale?: string;
            /**
             * Title Line
             * @example Welcome, {{ name }}
             */
            title_line: string;
            /**
             * Template Content
             * @example Hello {{ name }}.
             */
            template_content: string;
            /**
             * Placeholders
             * @description The only names that the texts may use.
             * @example [
             *       "name"
             *     ]
             */
            placeholders?: string[];
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Template Id
             * @example welcome
             */
            template_id: string;
        };
        /** NewTicket */
        NewTicket: {
            /**
             * Subject
             * @example A model does not answer
             */
            subject: string;
            /**
             * Description
             * @example Since this morning.
             */
            description: string;
            /** @default MEDIUM */
            priority?: components["schemas"]["Priority"];
            /**
             * Assigned To
             * @description For those who see all tickets.
             */
            assigned_to?: string | null;
            /** User Profile Id */
            user_profile_id?: string | null;
        };
        /** NewUser */
        NewUser: {
            /**
             * Email
             * @example ada@corp.example
             */
            email: string;
            /**
             * Name
             * @example Ada
             */
            name: string;
            /** @default member */
            app_role?: components["schemas"]["AppRole"];
            /** Profile Image */
            profile_image?: string | null;
            /** Global Preferences */
            global_preferences?: {
                [key: string]: unknown;
            };
            /**
             * Ad User Id
             * @description Of the account's own directory; set by services.
             */
            ad_user_id?: string | null;
            /**
             * Email Verified
             * @description Set by services.
             * @default false
             */
            email_verified?: boolean;
        };
        /** NewUsers */
        NewUsers: {
            /**
             * Users
             * @example [
             *       {
             *         "email": "bulk@corp.example",
             *         "name": "Bulk"
             *       }
             *     ]
             */
            users: components["schemas"]["NewUser"][];
        };
        /** NewView */
        NewView: {
            /**
             * Name
             * @example Over budget
             */
            name: string;
            /**
             * Page
             * @example keys
             */
            page: string;
            /**
             * View
             * @description Replaced whole.
             */
            view?: {
                [key: string]: unknown;
            };
            /**
             * Is Shared
             * @description Shown to every user of the account.
             * @default false
             */
            is_shared?: boolean;
        };
        /** NewWorkspace */
        NewWorkspace: {
            /**
             * Name
             * @example Atlas
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Product Info */
            product_info?: {
                [key: string]: unknown;
            };
            /** Workspace Info */
            workspace_info?: {
                [key: string]: unknown;
            };
        };
        /** Notification */
        Notification: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Recipient Id */
            recipient_id: string;
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Content */
            content: string;
            /**
             * Content Format
             * @description `text`, or `html` that was made of a template and is safe to show.
             */
            content_format: string;
            channel: components["schemas"]["Channel"];
            /** @description Of the delivery; whether it was read says read_at. */
            status: components["schemas"]["DeliveryStatus"];
            /** Error */
            error: string | null;
            /** Sent At */
            sent_at: string | null;
            /** Read At */
            read_at: string | null;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
        };
        /** NotificationPage */
        NotificationPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Notifications */
            notifications: components["schemas"]["Notification"][];
        };
        /** Override */
        Override: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Product Code */
            product_code: string | null;
            /** Feature Code */
            feature_code: string | null;
            /** Entity Code */
            entity_code: string;
            /** Name */
            name: string;
            /** Category */
            category: string;
            /** Parent Entity Code */
            parent_entity_code: string | null;
            /** Distribution Kind */
            distribution_kind: string | null;
            action: components["schemas"]["OverrideConfigAction"];
            /** Inherit */
            inherit: boolean;
            /** Value Config */
            value_config: {
                [key: string]: unknown;
            };
            scope_type: components["schemas"]["ScopeType"];
            /** Scope Id */
            scope_id: string;
            /** Restriction Json */
            restriction_json: {
                [key: string]: unknown;
            } | null;
            /** Reason */
            reason: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Set By Platform */
            set_by_platform: boolean;
        };
        /** OverrideChange */
        OverrideChange: {
            /** Product Code */
            product_code?: string | null;
            /** Feature Code */
            feature_code?: string | null;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Category
             * @default
             */
            category?: string;
            /** Parent Entity Code */
            parent_entity_code?: string | null;
            /** Distribution Kind */
            distribution_kind?: string | null;
            /** @default RESTRICT */
            action?: components["schemas"]["OverrideConfigAction"];
            /**
             * Inherit
             * @default true
             */
            inherit?: boolean;
            /** Value Config */
            value_config?: {
                [key: string]: unknown;
            };
            /** Restriction Json */
            restriction_json?: {
                [key: string]: unknown;
            } | null;
            /** Reason */
            reason?: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from?: string;
            /** Valid Until */
            valid_until?: string | null;
        };
        /** OverridePage */
        OverridePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Overrides */
            overrides: components["schemas"]["Override"][];
        };
        /** OwnMetadata */
        OwnMetadata: {
            /**
             * Metadata
             * @description Merged; null removes a key.
             * @example {
             *       "cost_center": "4711"
             *     }
             */
            metadata: {
                [key: string]: unknown;
            };
        };
        /** Part */
        Part: {
            /**
             * Total Cost
             * @description Of all records that were asked for, not of the page alone.
             */
            total_cost: number;
            /**
             * Referenced Cost
             * @description The part of it that the gateway has charged itself.
             */
            referenced_cost: number;
            /** Total Tokens */
            total_tokens: number;
            /** Count */
            count: number;
            /** Id */
            id: string;
        };
        /** Pattern */
        Pattern: {
            /** Id */
            id: string;
            guard_type: components["schemas"]["GuardType"];
            /** Pattern Name */
            pattern_name: string;
            /** Pattern */
            pattern: string;
            /** Description */
            description: string | null;
            /** Enabled */
            enabled: boolean;
            /**
             * Is System
             * @description The platform's: it can be left out by `categories` alone.
             * @default false
             */
            is_system?: boolean;
            /** Created At */
            created_at?: string | null;
            /** Created By */
            created_by?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Updated By */
            updated_by?: string | null;
        };
        /** PatternChange */
        PatternChange: {
            /**
             * Pattern Name
             * @default
             */
            pattern_name?: string;
            /**
             * Pattern
             * @default
             */
            pattern?: string;
            /** Description */
            description?: string | null;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
        };
        /** PatternPage */
        PatternPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Patterns */
            patterns: components["schemas"]["Pattern"][];
        };
        /** Payload */
        Payload: {
            /**
             * Messages
             * @description Empty where the account does not keep prompts.
             */
            messages: unknown;
            /** Response */
            response: unknown;
            /** Request */
            request: unknown;
        };
        /**
         * PaymentMessage
         * @description `status`: ACTIVE when it was paid, PAST_DUE when it was not, CANCELLED or EXPIRED when it ends.
         */
        PaymentMessage: {
            /**
             * Event Id
             * @description The same for every delivery of one message.
             * @example evt-1
             */
            event_id: string;
            /**
             * Of Account
             * @example acme
             */
            of_account: string;
            /**
             * Subscription Id
             * @example s-1
             */
            subscription_id: string;
            /** @example ACTIVE */
            status: components["schemas"]["SubscriptionsStatus"];
            /**
             * Occurred At
             * Format: date-time
             * @example 2026-01-02T03:04:05Z
             */
            occurred_at: string;
            /**
             * End Date
             * @description Until when it was paid.
             */
            end_date?: string | null;
        };
        /** PaymentTaken */
        PaymentTaken: {
            /** Event Id */
            event_id: string;
            /**
             * Is Applied
             * @description False: it was taken before, or something newer was.
             */
            is_applied: boolean;
        };
        /** Period */
        Period: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Rows */
            rows: components["schemas"]["UsageRow"][];
            total: components["schemas"]["Sums"];
        };
        /**
         * Permission
         * @description `<subject>:read` and `<subject>:write`, and a few that say more.
         * @enum {string}
         */
        Permission: "account:read" | "account:manage" | "members:manage" | "keys:own" | "models:call" | "access:read" | "account-connections:read" | "account-connections:write" | "agents:read" | "agents:write" | "agent-groups:read" | "agent-groups:write" | "account:audit" | "budgets:read" | "budgets:write" | "catalog:read" | "config:read" | "config:write" | "connections:read" | "connections:write" | "costs:read" | "costs:write" | "discussions:read" | "discussions:write" | "email-events:read" | "email-events:write" | "groups:read" | "groups:write" | "guardrails:read" | "guardrails:write" | "logs:payload" | "invites:read" | "invites:write" | "marketplace:read" | "marketplace:write" | "mcp:read" | "mcp:write" | "memberships:read" | "memberships:write" | "mvp:read" | "mvp:write" | "notifications:read" | "notifications:write" | "overrides:read" | "overrides:write" | "quotas:read" | "quotas:write" | "roles:read" | "roles:write" | "sso:read" | "sso:write" | "subscriptions:read" | "subscriptions:write" | "teams:read" | "teams:write" | "templates:read" | "templates:write" | "tickets:read" | "tickets:write" | "tokens:read" | "tokens:write" | "users:read" | "users:write" | "workspaces:read" | "workspaces:write" | "workspaces:contribute" | "workspaces:all" | "discussions:all" | "memberships:all" | "notifications:all" | "tickets:all" | "budgets:consume" | "quotas:consume" | "guardrails:log" | "secrets:reveal" | "tokens:validate" | "accounts:manage" | "platform:read" | "platform:write";
        /** PermissionAnswer */
        PermissionAnswer: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Subject */
            subject: string;
            /** Action */
            action: string;
        };
        /** PermissionList */
        PermissionList: {
            /** Permissions */
            permissions: components["schemas"]["PermissionAnswer"][];
            /** Total */
            total: number;
        };
        /** PlatformAgent */
        PlatformAgent: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Prompt */
            prompt: string | null;
            /** Page */
            page: string | null;
            /** Categories */
            categories: {
                [key: string]: unknown;
            };
            /** Tags */
            tags: string[];
            /** Builtin Tools */
            builtin_tools: string[];
            /** Links */
            links: {
                [key: string]: unknown;
            };
            /** Is Singleton */
            is_singleton: boolean;
            /** Is Non Conversational */
            is_non_conversational: boolean;
            /** Availability */
            availability: string[];
            status: components["schemas"]["AgentStatus"];
            /** Version */
            version: number;
            /**
             * Provider
             * @default PLATFORM
             */
            provider?: string;
        };
        /**
         * PlatformAgentChange
         * @description The platform has no servers and connections of accounts: both lists stay empty.
         */
        PlatformAgentChange: {
            /**
             * Name
             * @default
             * @example Researcher
             */
            name?: string;
            /** Description */
            description?: string | null;
            /** Prompt */
            prompt?: string | null;
            /** Page */
            page?: string | null;
            /** Categories */
            categories?: {
                [key: string]: unknown;
            };
            /** Tags */
            tags?: string[];
            /** Builtin Tools */
            builtin_tools?: string[];
            /** Tools Mcp Ids */
            tools_mcp_ids?: string[];
            /** Tools Openapi Ids */
            tools_openapi_ids?: string[];
            /** Links */
            links?: {
                [key: string]: unknown;
            };
            /**
             * Is Singleton
             * @default false
             */
            is_singleton?: boolean;
            /**
             * Is Non Conversational
             * @default false
             */
            is_non_conversational?: boolean;
            /** Availability */
            availability?: string[];
            /** @default ACTIVE */
            status?: components["schemas"]["AgentStatus"];
        };
        /** PlatformAgentPage */
        PlatformAgentPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Agents */
            agents: components["schemas"]["PlatformAgent"][];
        };
        /** PlatformModelPage */
        PlatformModelPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Models */
            models: components["schemas"]["Model"][];
        };
        /**
         * PlatformProvider
         * @description As the operator reads it: accounts are told no names of variables.
         */
        PlatformProvider: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Display Label */
            display_label: string | null;
            /** Endpoint Env Var */
            endpoint_env_var: string | null;
            /** Api Key Env Var */
            api_key_env_var: string | null;
            /** Is Active */
            is_active: boolean;
        };
        /** PlatformProviderChange */
        PlatformProviderChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Display Label */
            display_label?: string | null;
            /** Endpoint Env Var */
            endpoint_env_var?: string | null;
            /** Api Key Env Var */
            api_key_env_var?: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** PlatformProviderPage */
        PlatformProviderPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Providers */
            providers: components["schemas"]["PlatformProvider"][];
        };
        /** Preferences */
        Preferences: {
            /**
             * Preferences
             * @example {
             *       "theme": "dark"
             *     }
             */
            preferences: {
                [key: string]: unknown;
            };
        };
        /** PreferencesAnswer */
        PreferencesAnswer: {
            /** Preferences */
            preferences: {
                [key: string]: unknown;
            };
        };
        /** Preview */
        Preview: {
            /**
             * Values
             * @example {}
             */
            values?: {
                [key: string]: string;
            };
        };
        /** PreviewText */
        PreviewText: {
            /** Title */
            title: string;
            /** Content */
            content: string;
        };
        /** PriceChange */
        PriceChange: {
            /**
             * Resource Type
             * @default
             */
            resource_type?: string;
            /**
             * Unit
             * @default
             */
            unit?: string;
            /**
             * Cost Usd
             * @default 0
             */
            cost_usd?: number | string;
            /** Description */
            description?: string | null;
            /**
             * Effective From
             * Format: date-time
             */
            effective_from?: string;
            /**
             * Effective To
             * @description From this time on it holds no more.
             */
            effective_to?: string | null;
        };
        /** PricePage */
        PricePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Pricing */
            pricing: components["schemas"]["SandboxPrice"][];
        };
        /**
         * Priority
         * @enum {string}
         */
        Priority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
        /** ProviderDetail */
        ProviderDetail: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            kind: components["schemas"]["ProviderKind"];
            /** Issuer */
            issuer: string;
            /**
             * Tenant
             * @description Microsoft's directory (tenant) id.
             */
            tenant: string | null;
            /** Client Id */
            client_id: string;
            /**
             * Client Secret
             * @description Told as ****.
             */
            client_secret: string;
            /** Scopes */
            scopes: string[];
            /** Is Enabled */
            is_enabled: boolean;
            /** Makes Users */
            makes_users: boolean;
            /** Grants Admin */
            grants_admin: boolean;
            /** Default Role */
            default_role: string;
            /** Rules */
            rules: components["schemas"]["Rule"][];
            /**
             * Redirect Uri
             * @description To be allowed at the provider, as it is.
             */
            redirect_uri: string;
        };
        /**
         * ProviderKind
         * @enum {string}
         */
        ProviderKind: "google" | "microsoft" | "okta" | "generic";
        /**
         * PublicListing
         * @description A published listing, as every account sees it.
         */
        PublicListing: {
            /** Id */
            id: string;
            /** Publisher */
            publisher: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string | null;
            /** Tags */
            tags: string[];
            /** Listing Data */
            listing_data: {
                [key: string]: unknown;
            };
            /** Install Count */
            install_count: number;
            /** Published At */
            published_at: string | null;
        };
        /** Purge */
        Purge: {
            /**
             * Account Name
             * @description The account's name, typed again.
             */
            account_name: string;
        };
        /** PurgeAnswer */
        PurgeAnswer: {
            /** Message */
            message: string;
            /** Account Id */
            account_id: string;
            /** Account Name */
            account_name: string;
            /**
             * Purged At
             * Format: date-time
             */
            purged_at: string;
            /**
             * Removed
             * @description Rows removed, by table.
             */
            removed: {
                [key: string]: number;
            };
            /** Removed Total */
            removed_total: number;
            /**
             * Data Keys Destroyed
             * @description Keys of secrets that are gone, and with them what they sealed.
             */
            data_keys_destroyed: number;
        };
        /**
         * Purged
         * @description What was removed, or with `?dry_run=1` what would be.
         */
        Purged: components["schemas"]["PurgeAnswer"] | components["schemas"]["Consequences"];
        /** QueueChange */
        QueueChange: {
            /** @default OPEN */
            status?: components["schemas"]["TicketStatus"];
            /** @default MEDIUM */
            priority?: components["schemas"]["Priority"];
        };
        /** QueuePage */
        QueuePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Tickets */
            tickets: components["schemas"]["QueuedTicket"][];
        };
        /** QueuedTicket */
        QueuedTicket: {
            /** Account Id */
            account_id: string;
            /** Ticket Id */
            ticket_id: string;
            /** Number */
            number: number;
            /** Subject */
            subject: string;
            status: components["schemas"]["TicketStatus"];
            priority: components["schemas"]["Priority"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** Quota */
        Quota: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Subscription Id */
            subscription_id: string | null;
            /** Product Code */
            product_code: string;
            /** Feature Code */
            feature_code: string;
            /** Unit */
            unit: string;
            /** Included */
            included: number;
            /** Overage Limit */
            overage_limit: number;
            /** Rollover Enabled */
            rollover_enabled: boolean;
            /** Rollover Cap */
            rollover_cap: number;
            /** Rollover From Previous */
            rollover_from_previous: number;
            /**
             * Used
             * @description All that was used in this period.
             */
            used: number;
            /**
             * Reserved
             * @description Held for model calls that are on their way.
             */
            reserved: number;
            reset_policy: components["schemas"]["ResetPolicy"];
            /**
             * Period Start
             * Format: date-time
             */
            period_start: string;
            /**
             * Period End
             * Format: date-time
             */
            period_end: string;
            /** Is Active */
            is_active: boolean;
            /**
             * Overage Used
             * @description What was used beyond what is included.
             */
            readonly overage_used: number;
            /**
             * Available
             * @description What is left before any overage.
             */
            readonly available: number;
        };
        /** QuotaChange */
        QuotaChange: {
            /** Subscription Id */
            subscription_id?: string | null;
            /**
             * Included
             * @default 0
             */
            included?: number | string;
            /**
             * Overage Limit
             * @default 0
             */
            overage_limit?: number | string;
            /**
             * Rollover Enabled
             * @default false
             */
            rollover_enabled?: boolean;
            /**
             * Rollover Cap
             * @default 0
             */
            rollover_cap?: number | string;
            /** @default MONTHLY */
            reset_policy?: components["schemas"]["ResetPolicy"];
            /**
             * Period End
             * @description The end of the period that is open now.
             */
            period_end?: string | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** QuotaCheck */
        QuotaCheck: {
            /** Available */
            available: boolean;
            /** Remaining */
            remaining: number;
        };
        /** QuotaPage */
        QuotaPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Quotas */
            quotas: components["schemas"]["Quota"][];
        };
        /** QuotaQuestion */
        QuotaQuestion: {
            /**
             * Amount
             * @example 1
             */
            amount: number | string;
            /**
             * Unit
             * @default credits
             */
            unit?: string;
            /**
             * Product Code
             * @description Quotas of this product and of all products are asked.
             * @default
             */
            product_code?: string;
            /**
             * Feature Code
             * @default
             */
            feature_code?: string;
        };
        /**
         * Reached
         * @description What a provider says of itself.
         */
        Reached: {
            /** Issuer */
            issuer: string;
            /** Authorization Endpoint */
            authorization_endpoint: string;
            /** Token Endpoint */
            token_endpoint: string;
            /**
             * Signing Keys
             * @description How many it publishes.
             */
            signing_keys: number;
        };
        /** Reaction */
        Reaction: {
            /** Emoji */
            emoji: string;
            /** User Id */
            user_id: string;
        };
        /** ReactionChange */
        ReactionChange: {
            /**
             * Emoji
             * @example +1
             */
            emoji: string;
            /**
             * Is Set
             * @description False takes it away.
             * @default true
             */
            is_set?: boolean;
        };
        /** ReadAll */
        ReadAll: {
            /** Count */
            count: number;
            /** Message */
            message: string;
        };
        /** Recorded */
        Recorded: {
            /** Id */
            id: string;
            /** Cost */
            cost: number;
            /**
             * Is New
             * @description False: it was recorded before.
             */
            is_new: boolean;
            /** Message */
            message: string;
        };
        /** RecordedBatch */
        RecordedBatch: {
            /**
             * Recorded
             * @description How many are new.
             */
            recorded: number;
            /**
             * Ids
             * @description In the order of the events.
             */
            ids: string[];
            /** Message */
            message: string;
        };
        /** Requirement */
        Requirement: {
            /** Require Sso */
            require_sso: boolean;
            /**
             * Can Require
             * @description An administrator has signed in through a provider that is switched on.
             */
            can_require: boolean;
            /**
             * Redirect Uri
             * @description To be allowed at every provider of the account.
             */
            redirect_uri: string;
        };
        /** RequirementChange */
        RequirementChange: {
            /**
             * Require Sso
             * @description No password opens the account.
             * @example false
             */
            require_sso: boolean;
        };
        /** Reset */
        Reset: {
            /**
             * Quota Id
             * @example q-1
             */
            quota_id: string;
            /**
             * New Period Start
             * Format: date-time
             * @example 2030-01-01T00:00:00Z
             */
            new_period_start: string;
            /**
             * New Period End
             * Format: date-time
             * @example 2030-02-01T00:00:00Z
             */
            new_period_end: string;
        };
        /**
         * ResetPolicy
         * @description How long a period is; NONE: there is one, and when it ends nothing is left.
         * @enum {string}
         */
        ResetPolicy: "NONE" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
        /** Resolve */
        Resolve: {
            /** Email */
            email: string;
        };
        /** Retention */
        Retention: {
            /**
             * Days
             * @description Null: the platform's default.
             */
            days: number | null;
        };
        /** RetentionAnswer */
        RetentionAnswer: {
            /**
             * Days
             * @description Events are kept this long.
             */
            days: number;
            /** Own Days */
            own_days: number | null;
            /** Default Days */
            default_days: number;
            /** Minimum Days */
            minimum_days: number;
        };
        /** RevealedAccountConnection */
        RevealedAccountConnection: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            connection_type: components["schemas"]["ConnectionType"];
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Description For Agent */
            description_for_agent: string | null;
            /**
             * Connection Data
             * @description In clear.
             */
            connection_data: {
                [key: string]: unknown;
            } | null;
            /** Is Active */
            is_active: boolean;
            /** Is Default */
            is_default: boolean;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
        };
        /** RevealedConnection */
        RevealedConnection: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Type */
            type: string;
            status: components["schemas"]["ConnectionStatus"];
            /**
             * Config
             * @description In clear.
             */
            config: {
                [key: string]: unknown;
            } | null;
            /** Mvp Version Id */
            mvp_version_id: string | null;
        };
        /** RevealedMcpConfig */
        RevealedMcpConfig: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Server Name */
            server_name: string;
            /**
             * Config
             * @description In clear.
             */
            config: {
                [key: string]: unknown;
            } | null;
            /** Is Active */
            is_active: boolean;
            /** Mvp Version Id */
            mvp_version_id: string | null;
        };
        /** RevealedMvpConfig */
        RevealedMvpConfig: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Creation Type */
            creation_type: string;
            /** Mvp Type */
            mvp_type: string;
            /** Framework */
            framework: string;
            /** Commit Count */
            commit_count: number;
            /** Connections */
            connections: {
                [key: string]: unknown;
            };
            /** Base Versions */
            base_versions: unknown[];
            /** Config */
            config: {
                [key: string]: unknown;
            };
            /**
             * Access Token
             * @description In clear.
             */
            access_token: string | null;
        };
        /** ReviewPage */
        ReviewPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Listings */
            listings: components["schemas"]["Submission"][];
        };
        /** RoleChange */
        RoleChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /** Type */
            type?: string | null;
            /**
             * Is Default
             * @description New members get it; one role at most.
             * @default false
             */
            is_default?: boolean;
        };
        /** RollOver */
        RollOver: {
            /** New Cycle Start */
            new_cycle_start?: string | null;
            /** New Cycle End */
            new_cycle_end?: string | null;
        };
        /**
         * Rule
         * @description Who has `value` in the claim gets the role; the first rule that fits counts.
         */
        Rule: {
            /**
             * Claim
             * @description Its value is a text or a list of texts.
             */
            claim: string;
            /** Value */
            value: string;
            /**
             * Role
             * @enum {string}
             */
            role: "internal_user" | "internal_user_viewer" | "proxy_admin_viewer" | "proxy_admin";
        };
        /** Said */
        Said: {
            /** Message */
            message: string;
        };
        /** SandboxPrice */
        SandboxPrice: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Resource Type */
            resource_type: string;
            /** Unit */
            unit: string;
            /** Cost Usd */
            cost_usd: number;
            /** Description */
            description: string | null;
            /**
             * Effective From
             * Format: date-time
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
            /**
             * Is Platform
             * @default false
             */
            is_platform?: boolean;
        };
        /** SavedView */
        SavedView: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** User Id */
            user_id: string;
            /** Page */
            page: string;
            /** Name */
            name: string;
            /** View */
            view: {
                [key: string]: unknown;
            };
            /** Is Shared */
            is_shared: boolean;
        };
        /** SavedViewPage */
        SavedViewPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Views */
            views: components["schemas"]["SavedView"][];
        };
        /**
         * ScopeType
         * @enum {string}
         */
        ScopeType: "ACCOUNT" | "GROUP" | "TEAM" | "USER";
        /** SearchAnswer */
        SearchAnswer: {
            /** Results */
            results: components["schemas"]["Found"][];
        };
        /** SentInvite */
        SentInvite: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Email */
            email: string;
            app_role: components["schemas"]["AppRole"];
            /** Role Id */
            role_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Workspace Id */
            workspace_id: string | null;
            status: components["schemas"]["InviteStatus"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Sent At */
            sent_at: string | null;
            /** Sent Count */
            sent_count: number;
            /** Accepted At */
            accepted_at: string | null;
            /** Accepted By */
            accepted_by: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Link
             * @description Shown once, for whoever hands it over by other means than mail.
             */
            link: string;
            /** Was Mailed */
            was_mailed: boolean;
        };
        /** SessionAnswer */
        SessionAnswer: {
            kind: components["schemas"]["SessionsKind"];
            caller: components["schemas"]["Caller"];
            /** @description Null for the super admin. */
            account: components["schemas"]["AccountName"] | null;
            /**
             * Memberships
             * @description Accounts that this sign-in opened; another may be switched to.
             */
            memberships: components["schemas"]["LoginMembership"][];
            /** Permissions */
            permissions: string[];
            limits: components["schemas"]["Limits"] | null;
            /**
             * Auth At
             * Format: date-time
             */
            auth_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Idle S
             * @description Seconds without a request after which the session ends.
             */
            idle_s: number;
        };
        /** SessionItem */
        SessionItem: {
            /** Id */
            id: string;
            /** Address */
            address: string | null;
            /** User Agent */
            user_agent: string | null;
            /**
             * Auth At
             * Format: date-time
             */
            auth_at: string;
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Is This */
            is_this: boolean;
        };
        /** SessionList */
        SessionList: {
            /** Sessions */
            sessions: components["schemas"]["SessionItem"][];
            /** Total */
            total: number;
        };
        /**
         * Severity
         * @enum {string}
         */
        Severity: "danger" | "warning" | "info";
        /**
         * Source
         * @enum {string}
         */
        Source: "daily" | "log" | "records";
        /**
         * SsoChange
         * @description Sets the provider of this kind that is there, or makes one. `require_sso` false lets passwords in again.
         */
        SsoChange: {
            /** @example google */
            sso_provider?: components["schemas"]["ProviderKind"] | null;
            /**
             * Enabled
             * @default false
             */
            enabled?: boolean;
            sso_settings?: components["schemas"]["SsoSettings"] | null;
            /** Require Sso */
            require_sso?: boolean | null;
        };
        /**
         * SsoSettings
         * @description Fields of one provider; `client_secret` may be **** when it is set already.
         */
        SsoSettings: {
            /** Client Id */
            client_id: string;
            /** Client Secret */
            client_secret: string;
            /** Issuer */
            issuer?: string | null;
            /** Tenant */
            tenant?: string | null;
        };
        /**
         * State
         * @description What the gateway does with a server.
         * @enum {string}
         */
        State: "active" | "off" | "workspace" | "name_taken" | "unusable";
        /** StoredEvents */
        StoredEvents: {
            /**
             * Hits
             * @description Fields that an event does not have are empty.
             */
            hits: {
                [key: string]: unknown;
            }[];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /**
         * Submission
         * @description A listing as the platform decides on it.
         */
        Submission: {
            /** Id */
            id: string;
            /** Publisher */
            publisher: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string | null;
            /** Tags */
            tags: string[];
            /** Listing Data */
            listing_data: {
                [key: string]: unknown;
            };
            /** Install Count */
            install_count: number;
            /** Published At */
            published_at: string | null;
            /** Account Id */
            account_id: string;
            /** Listing Id */
            listing_id: string;
            status: components["schemas"]["ListingStatus"];
            /** Definition */
            definition: {
                [key: string]: unknown;
            };
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /** Subscription */
        Subscription: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Plan Id */
            plan_id: string;
            /** Plan Name */
            plan_name: string;
            /** Product Code */
            product_code: string;
            /** System Subscription Id */
            system_subscription_id: string | null;
            /** Quantity */
            quantity: number;
            status: components["schemas"]["SubscriptionsStatus"];
            /**
             * Terms
             * @description Prices, limits and features as they were when it was subscribed to.
             */
            terms: {
                [key: string]: unknown;
            };
            /**
             * Start Date
             * Format: date-time
             */
            start_date: string;
            /** End Date */
            end_date: string | null;
            /** Trial Ends At */
            trial_ends_at: string | null;
            /** Cancelled At */
            cancelled_at: string | null;
        };
        /** SubscriptionChange */
        SubscriptionChange: {
            /**
             * Plan Id
             * @description Another plan: its terms hold from now on.
             * @default
             */
            plan_id?: string;
            /** @default ACTIVE */
            status?: components["schemas"]["SubscriptionsStatus"];
            /**
             * Quantity
             * @default 1
             */
            quantity?: number;
            /** End Date */
            end_date?: string | null;
            /** System Subscription Id */
            system_subscription_id?: string | null;
        };
        /** SubscriptionPage */
        SubscriptionPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Subscriptions */
            subscriptions: components["schemas"]["Subscription"][];
        };
        /**
         * Sums
         * @description A metric is null where it was not asked for, or the source does not know it.
         */
        Sums: {
            /** Spend */
            spend?: number | null;
            /** Requests */
            requests?: number | null;
            /** Errors */
            errors?: number | null;
            /** Tokens */
            tokens?: number | null;
            /** Input Tokens */
            input_tokens?: number | null;
            /** Output Tokens */
            output_tokens?: number | null;
            /** Cached Tokens */
            cached_tokens?: number | null;
            /** Saved */
            saved?: number | null;
            /**
             * Latency Ms
             * @description The mean of the calls whose time was taken.
             */
            latency_ms?: number | null;
        };
        /** Suspension */
        Suspension: {
            /** Reason */
            reason?: string | null;
        };
        /** SwitchAnswer */
        SwitchAnswer: {
            event: components["schemas"]["EmailEvent"];
            /** Enabled */
            enabled: boolean;
        };
        /** SwitchChange */
        SwitchChange: {
            /**
             * Settings
             * @example [
             *       {
             *         "enabled": false,
             *         "event": "Virtual Key Created"
             *       }
             *     ]
             */
            settings: components["schemas"]["EmailEventSwitch"][];
        };
        /** Switches */
        Switches: {
            /** Settings */
            settings: components["schemas"]["SwitchAnswer"][];
        };
        /** SyncResult */
        SyncResult: {
            /** Created */
            created: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Message */
            message: string;
        };
        /** SyncedAgent */
        SyncedAgent: {
            /**
             * Name
             * @example Researcher
             */
            name: string;
            /** Description */
            description?: string | null;
            /** Prompt */
            prompt?: string | null;
            /** Page */
            page?: string | null;
            /** Categories */
            categories?: {
                [key: string]: unknown;
            };
            /** Tags */
            tags?: string[];
            /** Builtin Tools */
            builtin_tools?: string[];
            /**
             * Tools Mcp Ids
             * @description MCP servers of the account.
             */
            tools_mcp_ids?: string[];
            /**
             * Tools Openapi Ids
             * @description Connections of the account.
             */
            tools_openapi_ids?: string[];
            /** Links */
            links?: {
                [key: string]: unknown;
            };
            /**
             * Is Singleton
             * @default false
             */
            is_singleton?: boolean;
            /**
             * Is Non Conversational
             * @default false
             */
            is_non_conversational?: boolean;
            /** Availability */
            availability?: string[];
            /** @default ACTIVE */
            status?: components["schemas"]["AgentStatus"];
            /** @default ACCOUNT */
            provider?: components["schemas"]["AgentProvider"];
            /**
             * Agent Id
             * @description The service's own id; unique in the account.
             */
            agent_id?: string | null;
        };
        /** Taken */
        Taken: {
            /** Id */
            id: string;
            /** Amount */
            amount: number;
        };
        /** Team */
        Team: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Group Id */
            group_id: string;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            /** Is Default */
            is_default: boolean;
            /** Owner Id */
            owner_id: string | null;
            /** Contact Email */
            contact_email: string | null;
        };
        /** TeamChange */
        TeamChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /**
             * Is Default
             * @description The team of its group that new members come into.
             * @default false
             */
            is_default?: boolean;
            /** Owner Id */
            owner_id?: string | null;
            /** Contact Email */
            contact_email?: string | null;
        };
        /** TeamMember */
        TeamMember: {
            /** User Id */
            user_id: string;
            /** App Role */
            app_role: string;
            /** Is Active */
            is_active: boolean;
        };
        /** TeamMembers */
        TeamMembers: {
            /**
             * Members
             * @description At most 1,000.
             */
            members: components["schemas"]["TeamMember"][];
            /** Total */
            total: number;
        };
        /** TeamPage */
        TeamPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Teams */
            teams: components["schemas"]["Team"][];
        };
        /** Template */
        Template: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Template Id */
            template_id: string;
            /** Event Id */
            event_id: string;
            /** Type */
            type: string;
            /** Locale */
            locale: string;
            /** Title Line */
            title_line: string;
            /** Template Content */
            template_content: string;
            /** Placeholders */
            placeholders: string[];
            /** Is Active */
            is_active: boolean;
        };
        /** TemplateChange */
        TemplateChange: {
            /**
             * Event Id
             * @default
             */
            event_id?: string;
            /**
             * Type
             * @default EMAIL
             */
            type?: string;
            /**
             * Locale
             * @default en
             */
            locale?: string;
            /**
             * Title Line
             * @default
             */
            title_line?: string;
            /**
             * Template Content
             * @default
             */
            template_content?: string;
            /** Placeholders */
            placeholders?: string[];
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** TemplatePage */
        TemplatePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Templates */
            templates: components["schemas"]["Template"][];
        };
        /** TestBegun */
        TestBegun: {
            /**
             * Url
             * @description Where to send this browser; nobody is signed in to the console by it.
             */
            url: string;
        };
        /** TestMail */
        TestMail: {
            /**
             * Recipient
             * @description The address of a user of the account; else the own.
             */
            recipient?: string | null;
        };
        /** TestOutcome */
        TestOutcome: {
            /**
             * Tested At
             * Format: date-time
             */
            tested_at: string;
            /** Is Accepted */
            is_accepted: boolean;
            /**
             * Refusal
             * @description Why it was refused.
             */
            refusal: string | null;
            /**
             * Claims
             * @description What the provider says of who signed in.
             */
            claims: {
                [key: string]: unknown;
            };
            /**
             * Role
             * @description What a new user with these claims would be.
             */
            role: string | null;
        };
        /** Theme */
        Theme: {
            values: components["schemas"]["ThemeValues"];
            /** Account Id */
            account_id: string;
        };
        /**
         * ThemeChange
         * @description An empty address, or null, takes the logo away.
         */
        ThemeChange: {
            /**
             * Logo Url
             * @example https://corp.example/logo.png
             */
            logo_url?: string | null;
        };
        /** ThemeChanged */
        ThemeChanged: {
            /** Message */
            message: string;
            /** Status */
            status: string;
            theme_config: components["schemas"]["ThemeValues"];
            /** Account Id */
            account_id: string;
        };
        /** ThemeValues */
        ThemeValues: {
            /**
             * Logo Url
             * @description An address, or the path of the logo that was uploaded.
             */
            logo_url: string | null;
        };
        /** Ticket */
        Ticket: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /**
             * Number
             * @description Counted for each account.
             */
            number: number;
            /** Subject */
            subject: string;
            /** Description */
            description: string;
            status: components["schemas"]["TicketStatus"];
            priority: components["schemas"]["Priority"];
            /** Assigned To */
            assigned_to: string | null;
            /** User Profile Id */
            user_profile_id: string | null;
            /** First Response At */
            first_response_at: string | null;
            /** Closed At */
            closed_at: string | null;
        };
        /**
         * TicketChange
         * @description Whoever opened it may change subject and description; the rest is for those who see all tickets.
         */
        TicketChange: {
            /**
             * Subject
             * @default
             */
            subject?: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /** @default OPEN */
            status?: components["schemas"]["TicketStatus"];
            /** @default MEDIUM */
            priority?: components["schemas"]["Priority"];
            /** Assigned To */
            assigned_to?: string | null;
        };
        /** TicketOfAccount */
        TicketOfAccount: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /**
             * Number
             * @description Counted for each account.
             */
            number: number;
            /** Subject */
            subject: string;
            /** Description */
            description: string;
            status: components["schemas"]["TicketStatus"];
            priority: components["schemas"]["Priority"];
            /** Assigned To */
            assigned_to: string | null;
            /** User Profile Id */
            user_profile_id: string | null;
            /** First Response At */
            first_response_at: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Account Id */
            account_id: string;
            /** Comments */
            comments: components["schemas"]["Comment"][];
        };
        /** TicketPage */
        TicketPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Tickets */
            tickets: components["schemas"]["Ticket"][];
        };
        /**
         * TicketStatus
         * @enum {string}
         */
        TicketStatus: "OPEN" | "IN_PROGRESS" | "WAITING" | "RESOLVED" | "CLOSED";
        /** Timeline */
        Timeline: {
            /**
             * First Token Ms
             * @description From the begin to the first token.
             */
            first_token_ms: number | null;
            /** Total Ms */
            total_ms: number;
            /**
             * Overhead Ms
             * @description Of it the gateway's own.
             */
            overhead_ms: number | null;
        };
        /** TokenChange */
        TokenChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Scopes */
            scopes?: components["schemas"]["Permission"][];
            /**
             * Workspace Ids
             * @description Empty: all workspaces.
             */
            workspace_ids?: string[];
            /**
             * Expires At
             * @description In the future; null: never.
             */
            expires_at?: string | null;
        };
        /** TokenHash */
        TokenHash: {
            /**
             * Token Hash
             * @example 0000000000000000000000000000000000000000000000000000000000000000
             */
            token_hash: string;
        };
        /** TokenText */
        TokenText: {
            /**
             * Token
             * @example alt_example
             */
            token: string;
        };
        /** Trial */
        Trial: {
            /**
             * Text
             * @example Write to jane@corp.example.
             */
            text: string;
            /** @default input */
            direction?: components["schemas"]["Direction"];
            /**
             * Guards
             * @description Tried instead of the account's own, which stay as they are.
             */
            guards?: components["schemas"]["NewGuardrail"][] | null;
        };
        /** TrialFinding */
        TrialFinding: {
            guard_type: components["schemas"]["GuardType"];
            action: components["schemas"]["EngineAction"];
            /** Counts */
            counts: {
                [key: string]: number;
            };
        };
        /** TrialOutcome */
        TrialOutcome: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "pass" | "masked" | "blocked" | "error";
            /**
             * Detail
             * @description Why, in a sentence.
             */
            detail: string;
            /**
             * Text
             * @description What would go on; null when nothing would.
             */
            text: string | null;
            /** Findings */
            findings: components["schemas"]["TrialFinding"][];
            /** Latency Ms */
            latency_ms: number;
        };
        /** Tried */
        Tried: {
            /** Ok */
            ok: boolean;
            /** Latency Ms */
            latency_ms: number;
            /**
             * Cause
             * @description Why it does not work.
             */
            cause: string | null;
        };
        /** TriedConnection */
        TriedConnection: {
            /** Ok */
            ok: boolean;
            /** Latency Ms */
            latency_ms: number;
            /**
             * Cause
             * @description Why it does not work.
             */
            cause: string | null;
            /**
             * Tools
             * @description The names of the tools that a server of tools has.
             */
            tools: string[] | null;
        };
        /** TypeAnswer */
        TypeAnswer: {
            /** Resource Type */
            resource_type: string;
            /** Action */
            action: string;
            /** Events */
            events: number;
        };
        /** TypesAnswer */
        TypesAnswer: {
            /** Types */
            types: components["schemas"]["TypeAnswer"][];
        };
        /** UnreadCount */
        UnreadCount: {
            /** Count */
            count: number;
        };
        /** UpdatedGuardrail */
        UpdatedGuardrail: {
            /**
             * Enabled
             * @default true
             * @example true
             */
            enabled?: boolean;
            /**
             * Execution Order
             * @default 1
             */
            execution_order?: number;
            /**
             * @description Refuse the call, replace what was found, or write it down alone.
             * @default block
             */
            action_on_fail?: components["schemas"]["EngineAction"];
            /**
             * Config
             * @description Replaced whole. `apply_to`: input, output or both; `min_matches`; for pii and secrets `categories`; for words `words`.
             */
            config?: {
                [key: string]: unknown;
            };
            /**
             * Version
             * @description The version that was read; 412 when it is another by now.
             */
            version?: number | null;
        };
        /** Usage */
        Usage: {
            /** Daily */
            daily: components["schemas"]["UsageDay"][];
            /** Total Cost */
            total_cost: number;
            /**
             * Start Date
             * Format: date-time
             */
            start_date: string;
            /**
             * End Date
             * Format: date-time
             */
            end_date: string;
            /** Timezone */
            timezone: string;
        };
        /** UsageAnswer */
        UsageAnswer: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Rows */
            rows: components["schemas"]["UsageRow"][];
            total: components["schemas"]["Sums"];
            /** Zone */
            zone: string;
            bucket: components["schemas"]["Bucket"];
            group_by: components["schemas"]["Dimension"] | null;
            /** @description `daily` and `log` are the gateway's calls, `records` what services recorded. */
            source: components["schemas"]["Source"];
            compare: components["schemas"]["Period"] | null;
        };
        /** UsageDay */
        UsageDay: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Group */
            group?: string | null;
            /**
             * Gateway Cost
             * @description Of the gateway's own spend log.
             */
            gateway_cost: number;
            /**
             * Recorded Cost
             * @description Of records that are no references to it.
             */
            recorded_cost: number;
            /** Total Cost */
            total_cost: number;
            /** Request Count */
            request_count: number;
            /** Total Tokens */
            total_tokens: number;
        };
        /**
         * UsageGroup
         * @enum {string}
         */
        UsageGroup: "model" | "user_id";
        /** UsageRow */
        UsageRow: {
            /** Spend */
            spend?: number | null;
            /** Requests */
            requests?: number | null;
            /** Errors */
            errors?: number | null;
            /** Tokens */
            tokens?: number | null;
            /** Input Tokens */
            input_tokens?: number | null;
            /** Output Tokens */
            output_tokens?: number | null;
            /** Cached Tokens */
            cached_tokens?: number | null;
            /** Saved */
            saved?: number | null;
            /**
             * Latency Ms
             * @description The mean of the calls whose time was taken.
             */
            latency_ms?: number | null;
            /**
             * At
             * @description The begin of the bucket, in the zone; null for the total.
             */
            at: string | null;
            /**
             * Group
             * @description Null: calls that have none, or with `is_other` all further groups.
             */
            group: string | null;
            /** Label */
            label: string | null;
            /** Is Other */
            is_other: boolean;
        };
        /** User */
        User: {
            /** User Id */
            user_id: string;
            /** User Role */
            user_role: string | null;
            /** Created At */
            created_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Id */
            readonly id: string;
            /** Email */
            readonly email: string | null;
            /** Name */
            readonly name: string | null;
        };
        /**
         * UserChange
         * @description Users change themselves; others need `users:write`. What they may do is changed in their membership.
         */
        UserChange: {
            /**
             * Name
             * @default
             * @example Ada
             */
            name?: string;
            /** Profile Image */
            profile_image?: string | null;
            /**
             * Global Preferences
             * @description Replaced whole.
             */
            global_preferences?: {
                [key: string]: unknown;
            };
            /**
             * Ad User Id
             * @description Of the account's own directory; set by services.
             */
            ad_user_id?: string | null;
            /**
             * Email Verified
             * @description Set by services.
             * @default false
             */
            email_verified?: boolean;
        };
        /**
         * UserDetail
         * @description With the membership; a user of the gateway alone has none.
         */
        UserDetail: {
            /** User Id */
            user_id: string;
            /** User Role */
            user_role: string | null;
            /** Created At */
            created_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Membership Id */
            membership_id: string | null;
            app_role: components["schemas"]["AppRole"] | null;
            /** Is Active */
            is_active: boolean;
            /** Profile Image */
            profile_image: string | null;
            /** Ad User Id */
            ad_user_id: string | null;
            /**
             * Email Verified
             * @description A service says that the address is the user's.
             */
            email_verified: boolean;
            /** Global Preferences */
            global_preferences: {
                [key: string]: unknown;
            };
            /** Id */
            readonly id: string;
            /** Email */
            readonly email: string | null;
            /** Name */
            readonly name: string | null;
        };
        /**
         * Validity
         * @description `valid` alone when it opens nothing in the caller's account.
         */
        Validity: {
            /** Valid */
            valid: boolean;
            /** Account Id */
            account_id?: string | null;
            /** Scopes */
            scopes?: string[] | null;
            /** Workspace Ids */
            workspace_ids?: string[] | null;
        };
        /** VerdictAnswer */
        VerdictAnswer: {
            /** Is Whole */
            is_whole: boolean;
            /** Events */
            events: number;
            /** First */
            first: number | null;
            /** Last */
            last: number;
            /**
             * Last Hash
             * @description Keep it elsewhere: it shows later that the trail was not taken back.
             */
            last_hash: string;
            /**
             * Removed
             * @description How many events retention has taken away.
             */
            removed: number;
            /**
             * Sequence
             * @description The first event that is not as it was.
             */
            sequence: number | null;
            /** Fault */
            fault: string | null;
        };
        /** ViewChange */
        ViewChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Page
             * @description The page of the dashboard that it is for.
             * @default
             */
            page?: string;
            /**
             * View
             * @description Replaced whole.
             */
            view?: {
                [key: string]: unknown;
            };
            /**
             * Is Shared
             * @description Shown to every user of the account.
             * @default false
             */
            is_shared?: boolean;
        };
        /**
         * Way
         * @description How to sign in: told by the domain of the address alone, the same whether or not anybody has it.
         */
        Way: {
            /**
             * Method
             * @enum {string}
             */
            method: "password" | "sso";
            /**
             * Sso Url
             * @description Where single sign-on begins; null for a password.
             */
            sso_url: string | null;
        };
        /**
         * Words
         * @description What is said instead; null or nothing leaves the platform's words.
         */
        Words: {
            /** Title Line */
            title_line?: string | null;
            /** Template Content */
            template_content?: string | null;
        };
        /** Workspace */
        Workspace: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            status: components["schemas"]["WorkspaceStatus"];
            /** Current Analysis State */
            current_analysis_state: string | null;
            /** Is Mvp Ready */
            is_mvp_ready: boolean;
            /** Version */
            version: number;
            /** Archived At */
            archived_at: string | null;
            /** Product Info */
            product_info: {
                [key: string]: unknown;
            };
            /** Workspace Info */
            workspace_info: {
                [key: string]: unknown;
            };
            /** Analysis Data */
            analysis_data: {
                [key: string]: unknown;
            };
            /**
             * Members
             * @description Told for one workspace, at most 200.
             */
            members?: components["schemas"]["Member"][];
        };
        /**
         * WorkspaceChange
         * @description The three documents are merged with what is there (RFC 7396): null takes a key of them away.
         */
        WorkspaceChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Description */
            description?: string | null;
            /** Current Analysis State */
            current_analysis_state?: string | null;
            /**
             * Is Mvp Ready
             * @default false
             */
            is_mvp_ready?: boolean;
            /** Product Info */
            product_info?: {
                [key: string]: unknown;
            };
            /** Workspace Info */
            workspace_info?: {
                [key: string]: unknown;
            };
            /** Analysis Data */
            analysis_data?: {
                [key: string]: unknown;
            };
            /**
             * Version
             * @description The version that was read; 412 when there is a newer one.
             */
            version?: number | null;
        };
        /**
         * WorkspaceStatus
         * @enum {string}
         */
        WorkspaceStatus: "ACTIVE" | "ARCHIVED";
        /** WorkspaceSummary */
        WorkspaceSummary: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Description */
            description: string | null;
            status: components["schemas"]["WorkspaceStatus"];
            /** Current Analysis State */
            current_analysis_state: string | null;
            /** Is Mvp Ready */
            is_mvp_ready: boolean;
            /** Version */
            version: number;
            /** Archived At */
            archived_at: string | null;
        };
        /** Would */
        Would: {
            /**
             * Action
             * @description As the audit trail would tell it: `delete`, `revoke`, `close`.
             */
            action: string;
            /** Kind */
            kind: string;
            /** Id */
            id: string;
            /** Name */
            name: string | null;
            /** Can Be Restored */
            can_be_restored: boolean;
        };
        /**
         * Status
         * @enum {string}
         */
        SubscriptionsStatus: "TRIAL" | "ACTIVE" | "PAST_DUE" | "CANCELLED" | "EXPIRED";
        /**
         * Kind
         * @description Whose a session is: a user's of accounts, or the super admin's.
         * @enum {string}
         */
        SessionsKind: "tenant" | "platform";
        /** NewPassword */
        AccountNewPassword: {
            /**
             * Password
             * Format: password
             * @example a-long-Passphrase-22
             */
            password: string;
        };
        /** Item */
        AttentionItem: {
            /**
             * Kind
             * @description Stable: match on this.
             * @example key_expiring
             */
            kind: string;
            severity: components["schemas"]["Severity"];
            /** Count */
            count: number;
            /** Text */
            text: string;
            /**
             * Href
             * @description The dashboard's page of it.
             */
            href: string;
        };
        /** NewProvider */
        ConfigNewProvider: {
            /**
             * Name
             * @example OpenAI
             */
            name: string;
            /** Display Label */
            display_label?: string | null;
            /**
             * Credential Name
             * @description A credential of the account, by its name.
             */
            credential_name?: string | null;
            /**
             * Is Active
             * @description A provider that has active models cannot be switched off.
             * @default true
             */
            is_active?: boolean;
        };
        /** Provider */
        ConfigProvider: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Display Label */
            display_label: string | null;
            /** Credential Name */
            credential_name?: string | null;
            /** Is Active */
            is_active: boolean;
            /**
             * Is Platform
             * @description The platform's, which it offers to all accounts.
             * @default false
             */
            is_platform?: boolean;
        };
        /** ProviderChange */
        ConfigProviderChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Display Label */
            display_label?: string | null;
            /**
             * Credential Name
             * @description A credential of the account, by its name.
             */
            credential_name?: string | null;
            /**
             * Is Active
             * @description A provider that has active models cannot be switched off.
             * @default true
             */
            is_active?: boolean;
        };
        /** ProviderPage */
        ConfigProviderPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Providers */
            providers: components["schemas"]["ConfigProvider"][];
        };
        /** UserPage */
        CostUserPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Users */
            users: components["schemas"]["Part"][];
        };
        /** WorkspacePage */
        CostWorkspacePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Workspaces */
            workspaces: components["schemas"]["Part"][];
        };
        /** NewPlan */
        CreditBudgetNewPlan: {
            /**
             * Name
             * @example By team
             */
            name: string;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /** Distribution */
            distribution?: {
                [key: string]: unknown;
            };
        };
        /** Plan */
        CreditBudgetPlan: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            /** Is Active */
            is_active: boolean;
            /** Distribution */
            distribution: {
                [key: string]: unknown;
            };
        };
        /** PlanChange */
        CreditBudgetPlanChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /** Distribution */
            distribution?: {
                [key: string]: unknown;
            };
        };
        /** PlanPage */
        CreditBudgetPlanPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Plans */
            plans: components["schemas"]["CreditBudgetPlan"][];
        };
        /** Access */
        EffectiveAccessAccess: {
            /** Configs */
            configs: components["schemas"]["Config"][];
            /** Scope Chain */
            scope_chain: {
                [key: string]: string[];
            };
            /** Hierarchy */
            hierarchy: {
                [key: string]: string | null;
            };
            /**
             * Computed At
             * Format: date-time
             */
            computed_at: string;
        };
        /** Item */
        EffectiveAccessItem: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Enabled */
            enabled: boolean;
            /** Restrictedby */
            restrictedBy: string | null;
        };
        /** Switch */
        EmailEventSwitch: {
            /** @example Virtual Key Created */
            event: components["schemas"]["EmailEvent"];
            /**
             * Enabled
             * @example true
             */
            enabled: boolean;
        };
        /**
         * Status
         * @enum {string}
         */
        IntegrationStatus: "ACTIVE" | "INACTIVE" | "ERROR";
        /** Ack */
        LoginAck: {
            /** Message */
            message: string;
        };
        /** Membership */
        LoginMembership: {
            /** Account Id */
            account_id: string;
            /** Account Name */
            account_name: string;
            /** Account Alias */
            account_alias: string | null;
            /** Is Current */
            is_current: boolean;
        };
        /** Switch */
        LoginSwitch: {
            /** Account Id */
            account_id: string;
        };
        /** Membership */
        Membership: {
            /** Id */
            id: string;
            /** User Id */
            user_id: string;
            app_role: components["schemas"]["AppRole"];
            /** Role Id */
            role_id: string | null;
            /** Team Id */
            team_id: string | null;
            /** Is Active */
            is_active: boolean;
            /**
             * Joined At
             * Format: date-time
             */
            joined_at: string;
            /** Invited By */
            invited_by: string | null;
            /** Last Active At */
            last_active_at: string | null;
            /** Tenant Preferences */
            tenant_preferences: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * Action
         * @enum {string}
         */
        OverrideConfigAction: "ALLOW" | "DENY" | "RESTRICT";
        /** NewPassword */
        PasswordNewPassword: {
            /**
             * Token
             * @example token
             */
            token: string;
            /**
             * Password
             * Format: password
             * @example a long sentence of words
             */
            password: string;
        };
        /**
         * Kind
         * @enum {string}
         */
        SearchKind: "key" | "gateway_team" | "organization" | "user" | "model" | "workspace" | "agent" | "agent_group" | "group" | "team" | "invitation" | "role" | "connection" | "account_connection" | "mcp_config" | "mvp_config" | "sso_provider" | "ticket" | "access_token" | "mcp_server" | "guardrail" | "gateway_agent" | "prompt" | "vector_store";
        /** NewProvider */
        SsoNewProvider: {
            /**
             * Scopes
             * @default [
             *       "openid",
             *       "email",
             *       "profile"
             *     ]
             */
            scopes?: string[];
            /**
             * Is Enabled
             * @default false
             */
            is_enabled?: boolean;
            /**
             * Makes Users
             * @description Make a user of the account of whoever signs in and is none.
             * @default true
             */
            makes_users?: boolean;
            /**
             * Grants Admin
             * @description Rules may make administrators of the account.
             * @default false
             */
            grants_admin?: boolean;
            /**
             * Default Role
             * @default internal_user
             * @enum {string}
             */
            default_role?: "internal_user" | "internal_user_viewer";
            /**
             * Rules
             * @default []
             */
            rules?: components["schemas"]["Rule"][];
            /**
             * Name
             * @example Staff
             */
            name: string;
            /** @example generic */
            kind: components["schemas"]["ProviderKind"];
            /**
             * Issuer
             * @description Okta, generic.
             * @example https://login.example.com
             */
            issuer?: string | null;
            /**
             * Tenant
             * @description Microsoft's directory (tenant) id.
             */
            tenant?: string | null;
            /**
             * Client Id
             * @example console
             */
            client_id: string;
            /**
             * Client Secret
             * @example a secret
             */
            client_secret: string;
        };
        /** Provider */
        SsoProvider: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Name */
            name: string;
            kind: components["schemas"]["ProviderKind"];
            /** Issuer */
            issuer: string;
            /**
             * Tenant
             * @description Microsoft's directory (tenant) id.
             */
            tenant: string | null;
            /** Client Id */
            client_id: string;
            /**
             * Client Secret
             * @description Told as ****.
             */
            client_secret: string;
            /** Scopes */
            scopes: string[];
            /** Is Enabled */
            is_enabled: boolean;
            /** Makes Users */
            makes_users: boolean;
            /** Grants Admin */
            grants_admin: boolean;
            /** Default Role */
            default_role: string;
            /** Rules */
            rules: components["schemas"]["Rule"][];
        };
        /**
         * ProviderChange
         * @description Its sessions end with a change of anything but the name. Another issuer needs its secret.
         */
        SsoProviderChange: {
            /**
             * Scopes
             * @default [
             *       "openid",
             *       "email",
             *       "profile"
             *     ]
             */
            scopes?: string[];
            /**
             * Is Enabled
             * @default false
             */
            is_enabled?: boolean;
            /**
             * Makes Users
             * @description Make a user of the account of whoever signs in and is none.
             * @default true
             */
            makes_users?: boolean;
            /**
             * Grants Admin
             * @description Rules may make administrators of the account.
             * @default false
             */
            grants_admin?: boolean;
            /**
             * Default Role
             * @default internal_user
             * @enum {string}
             */
            default_role?: "internal_user" | "internal_user_viewer";
            /**
             * Rules
             * @default []
             */
            rules?: components["schemas"]["Rule"][];
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Issuer
             * @description As its discovery document tells it, to the letter.
             * @default
             */
            issuer?: string;
            /**
             * Tenant
             * @description Microsoft's directory (tenant) id.
             * @default
             */
            tenant?: string;
            /**
             * Client Id
             * @default
             */
            client_id?: string;
            /**
             * Client Secret
             * @description **** keeps the one that is there.
             * @default
             */
            client_secret?: string;
        };
        /** ProviderPage */
        SsoProviderPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Providers */
            providers: components["schemas"]["SsoProvider"][];
        };
        /** NewPlan */
        SubscriptionNewPlan: {
            /**
             * Plan Name
             * @example Team
             */
            plan_name: string;
            /** Display Name */
            display_name?: string | null;
            /** Description */
            description?: string | null;
            /**
             * Product Code
             * @default
             */
            product_code?: string;
            /** Price Monthly */
            price_monthly?: number | string | null;
            /** Price Yearly */
            price_yearly?: number | string | null;
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            /**
             * Trial Days
             * @default 0
             */
            trial_days?: number;
            /** Features */
            features?: {
                [key: string]: unknown;
            };
            /**
             * Limits
             * @description A month's quota of each unit, for each piece that is subscribed to.
             */
            limits?: {
                [key: string]: number | string;
            };
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** Plan */
        SubscriptionPlan: {
            /** Id */
            id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Created By
             * @description The user, or what acted without one.
             */
            created_by?: string | null;
            /** Updated By */
            updated_by?: string | null;
            /** Plan Name */
            plan_name: string;
            /** Display Name */
            display_name: string | null;
            /** Description */
            description: string | null;
            /** Product Code */
            product_code: string;
            /** Price Monthly */
            price_monthly: number | null;
            /** Price Yearly */
            price_yearly: number | null;
            /** Currency */
            currency: string;
            /** Trial Days */
            trial_days: number;
            /** Features */
            features: {
                [key: string]: unknown;
            };
            /** Limits */
            limits: {
                [key: string]: unknown;
            };
            /** Is Active */
            is_active: boolean;
            /** Version */
            version: number;
        };
        /** PlanChange */
        SubscriptionPlanChange: {
            /**
             * Plan Name
             * @default
             */
            plan_name?: string;
            /** Display Name */
            display_name?: string | null;
            /** Description */
            description?: string | null;
            /**
             * Product Code
             * @default
             */
            product_code?: string;
            /** Price Monthly */
            price_monthly?: number | string | null;
            /** Price Yearly */
            price_yearly?: number | string | null;
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            /**
             * Trial Days
             * @default 0
             */
            trial_days?: number;
            /** Features */
            features?: {
                [key: string]: unknown;
            };
            /**
             * Limits
             * @description A month's quota of each unit, for each piece that is subscribed to.
             */
            limits?: {
                [key: string]: number | string;
            };
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
        };
        /** PlanPage */
        SubscriptionPlanPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Plans */
            plans: components["schemas"]["SubscriptionPlan"][];
        };
        /** UserPage */
        UserPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Users */
            users: components["schemas"]["User"][];
        };
        /**
         * Access
         * @enum {string}
         */
        WorkspaceAccess: "ADMIN" | "MEMBER";
        /** WorkspacePage */
        WorkspacePage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Workspaces */
            workspaces: components["schemas"]["WorkspaceSummary"][];
        };
        /**
         * Action
         * @enum {string}
         */
        EngineAction: "block" | "mask" | "log_only";
        /**
         * Ack
         * @description That something was done.
         */
        Ack: {
            /** Id */
            id: string;
            /** Message */
            message: string;
        };
        /**
         * Problem
         * @description A failure as RFC 9457 tells it; further members depend on the type.
         */
        Problem: {
            /**
             * Type
             * @description urn:alchemi:error:<slug>; match on this.
             * @example urn:alchemi:error:not-found
             */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /**
             * Detail
             * @description One sentence for the caller.
             */
            detail: string;
            /** Request Id */
            request_id: string | null;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_theme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Theme"];
                };
            };
        };
    };
    change_theme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThemeChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeChanged"];
                };
            };
        };
    };
    upload_logo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThemeChanged"];
                };
            };
        };
    };
    list_own_admins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminsAnswer"];
                };
            };
        };
    };
    add_own_admin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdmin"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    update_own_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    remove_own_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    set_password_of_own_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountNewPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    get_own_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetadataAnswer"];
                };
            };
        };
    };
    change_own_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnMetadata"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetadataAnswer"];
                };
            };
        };
    };
    get_mail_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSmtp"];
                };
            };
        };
    };
    put_mail_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailServerChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSmtp"];
                };
            };
        };
    };
    delete_mail_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    change_mail_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailServerChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSmtp"];
                };
            };
        };
    };
    test_mail_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
        };
    };
    create_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: components["schemas"]["AccountStatus"] | null;
                domain?: string | null;
                q?: string | null;
                sort?: "created_at" | "-created_at" | "account_name" | "-account_name" | "updated_at" | "-updated_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
        };
    };
    get_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    replace_account_fields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    suspend_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Suspension"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    update_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    reactivate_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
        };
    };
    purge_account: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Purge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purged"];
                };
            };
        };
    };
    list_account_admins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminsAnswer"];
                };
            };
        };
    };
    add_account_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdmin"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    update_account_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                email: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    remove_account_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                email: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    set_password_of_account_admin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
                email: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountNewPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAck"];
                };
            };
        };
    };
    search_audit_store: {
        parameters: {
            query?: {
                /** @description Id of a user, or the shown part of a key's hash. */
                actor?: string | null;
                actor_kind?: string | null;
                action?: string | null;
                resource_type?: string | null;
                resource_id?: string | null;
                outcome?: ("success" | "denied" | "failed") | null;
                request_id?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Text in ids and routes. */
                q?: string | null;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredEvents"];
                };
            };
        };
    };
    list_audit_events: {
        parameters: {
            query?: {
                /** @description Id of a user, or the shown part of a key's hash. */
                actor?: string | null;
                actor_kind?: string | null;
                action?: string | null;
                resource_type?: string | null;
                resource_id?: string | null;
                outcome?: ("success" | "denied" | "failed") | null;
                request_id?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Text in ids and routes. */
                q?: string | null;
                limit?: number;
                /** @description `next_before` of the page before. */
                before?: number | null;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPageAnswer"];
                };
            };
        };
    };
    search_audit_events: {
        parameters: {
            query?: {
                /** @description Id of a user, or the shown part of a key's hash. */
                actor?: string | null;
                actor_kind?: string | null;
                action?: string | null;
                resource_type?: string | null;
                resource_id?: string | null;
                outcome?: ("success" | "denied" | "failed") | null;
                request_id?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Text in ids and routes. */
                q?: string | null;
                limit?: number;
                /** @description `next_before` of the page before. */
                before?: number | null;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPageAnswer"];
                };
            };
        };
    };
    get_audit_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAnswer"];
                };
            };
        };
    };
    list_audit_event_types: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TypesAnswer"];
                };
            };
        };
    };
    export_audit_events: {
        parameters: {
            query?: {
                /** @description Id of a user, or the shown part of a key's hash. */
                actor?: string | null;
                actor_kind?: string | null;
                action?: string | null;
                resource_type?: string | null;
                resource_id?: string | null;
                outcome?: ("success" | "denied" | "failed") | null;
                request_id?: string | null;
                from?: string | null;
                to?: string | null;
                /** @description Text in ids and routes. */
                q?: string | null;
                format?: "csv" | "jsonl";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
        };
    };
    verify_audit_trail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                };
            };
        };
    };
    get_audit_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionAnswer"];
                };
            };
        };
    };
    set_audit_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retention"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionAnswer"];
                };
            };
        };
    };
    resolve_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resolve"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Way"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginAck"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    switch_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginSwitch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginAck"];
                };
            };
        };
    };
    start_sso: {
        parameters: {
            query: {
                provider: string;
                return_to?: string | null;
                link?: boolean;
            };
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    finish_sso: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    list_integrations: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "app_name" | "-app_name" | "connected_at" | "-connected_at" | "created_at" | "-created_at";
                /** @description Text in name, app_name. */
                q?: string | null;
                workspace_id?: string | null;
                user_id?: string | null;
                app_name?: string | null;
                integration_type?: string | null;
                status?: components["schemas"]["IntegrationStatus"] | null;
                connection_level?: components["schemas"]["Level"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationPage"];
                };
            };
        };
    };
    create_integration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIntegration"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
        };
    };
    get_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
        };
    };
    put_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
        };
    };
    delete_integration: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_integration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
        };
    };
    list_platform_definitions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                toolkit?: string | null;
                enabled?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionPage"];
                };
            };
        };
    };
    list_definitions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                toolkit?: string | null;
                enabled?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionPage"];
                };
            };
        };
    };
    add_definition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDefinition"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
                };
            };
        };
    };
    put_definition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefinitionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
                };
            };
        };
    };
    delete_definition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_definition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefinitionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
                };
            };
        };
    };
    list_connection: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "type" | "-type" | "created_at" | "-created_at";
                /** @description Text in name. */
                q?: string | null;
                workspace_id?: string | null;
                type?: string | null;
                status?: components["schemas"]["ConnectionStatus"] | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionPage"];
                };
            };
        };
    };
    create_connection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    get_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    put_update_connection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    delete_connection: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_connection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    reveal_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedConnection"];
                };
            };
        };
    };
    test_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedConnection"];
                };
            };
        };
    };
    list_group: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at";
                /** @description Text in name, description. */
                q?: string | null;
                is_default?: boolean | null;
                owner_id?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
        };
    };
    create_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group-Output"];
                };
            };
        };
    };
    get_default_group: {
        parameters: {
            query?: {
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group-Output"];
                };
            };
        };
    };
    count_groups: {
        parameters: {
            query?: {
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCount"];
                };
            };
        };
    };
    get_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group-Output"];
                };
            };
        };
    };
    put_update_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group-Output"];
                };
            };
        };
    };
    delete_group: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group-Output"];
                };
            };
        };
    };
    list_override: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "valid_from" | "-valid_from" | "created_at" | "-created_at";
                /** @description Text in name, entity_code. */
                q?: string | null;
                category?: string | null;
                entity_code?: string | null;
                scope_type?: components["schemas"]["ScopeType"] | null;
                scope_id?: string | null;
                action?: components["schemas"]["OverrideConfigAction"] | null;
                set_by_platform?: boolean | null;
                /** @description valid_from at this time or later. */
                valid_from_after?: string | null;
                /** @description valid_from before this time. */
                valid_from_before?: string | null;
                /** @description valid_until at this time or later. */
                valid_until_after?: string | null;
                /** @description valid_until before this time. */
                valid_until_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverridePage"];
                };
            };
        };
    };
    create_override: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOverride"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Override"];
                };
            };
        };
    };
    list_active_overrides: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverridePage"];
                };
            };
        };
    };
    list_catalog: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                category?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
        };
    };
    add_catalog_entry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEntry"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
        };
    };
    put_catalog_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
        };
    };
    delete_catalog_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAck"];
                };
            };
        };
    };
    update_catalog_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
        };
    };
    get_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                override_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Override"];
                };
            };
        };
    };
    put_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                override_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Override"];
                };
            };
        };
    };
    delete_override: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                override_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                override_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Override"];
                };
            };
        };
    };
    list_ticket_queue: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                /** @description Tickets of this account. */
                of_account?: string | null;
                status?: components["schemas"]["TicketStatus"] | null;
                priority?: components["schemas"]["Priority"] | null;
                /** @description Text in the subject. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePage"];
                };
            };
        };
    };
    get_queued_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                of_account: string;
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketOfAccount"];
                };
            };
        };
    };
    change_queued_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                of_account: string;
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    answer_queued_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                of_account: string;
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
        };
    };
    list_ticket: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "number" | "-number" | "priority" | "-priority" | "status" | "-status" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in subject, description. */
                q?: string | null;
                status?: components["schemas"]["TicketStatus"] | null;
                priority?: components["schemas"]["Priority"] | null;
                assigned_to?: string | null;
                created_by?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
        };
    };
    create_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    get_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    put_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    close_ticket: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    reopen_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
        };
    };
    list_ticket_comment: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
        };
    };
    add_ticket_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
        };
    };
    get_ticket_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
        };
    };
    list_workspace: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in name, description. */
                q?: string | null;
                status?: components["schemas"]["WorkspaceStatus"] | null;
                is_mvp_ready?: boolean | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                /** @description Show what was deleted, too. */
                include_deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspacePage"];
                };
            };
        };
    };
    create_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWorkspace"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
        };
    };
    get_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
        };
    };
    put_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
        };
    };
    delete_workspace: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
        };
    };
    list_workspace_member: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
                status?: components["schemas"]["MemberStatus"] | null;
                access?: components["schemas"]["Access-Input"] | null;
                user_id?: string | null;
            };
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
        };
    };
    add_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMember"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    restore_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
        };
    };
    get_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    put_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    remove_workspace_member: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                workspace_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    list_token: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "last_used_at" | "-last_used_at" | "expires_at" | "-expires_at";
                /** @description Text in name, prefix. */
                q?: string | null;
                client_id?: string | null;
                /** @description revoked_at at this time or later. */
                revoked_after?: string | null;
                /** @description revoked_at before this time. */
                revoked_before?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenPage"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccessToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
        };
    };
    validate_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenText"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validity"];
                };
            };
        };
    };
    touch_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenHash"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    clean_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cleanup"];
                };
            };
        };
    };
    get_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
        };
    };
    put_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
        };
    };
    rotate_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
        };
    };
    list_role: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at";
                /** @description Text in name, description. */
                q?: string | null;
                is_default?: boolean | null;
                type?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                /** @description Show what was deleted, too. */
                include_deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRolePage"];
                };
            };
        };
    };
    create_role: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    list_built_in_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuiltInRoles"];
                };
            };
        };
    };
    list_permissions: {
        parameters: {
            query?: {
                subject?: string | null;
                action?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionList"];
                };
            };
        };
    };
    get_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    put_update_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    delete_role: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    set_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grants"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    grant_permission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    revoke_permission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
                permission: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRole"];
                };
            };
        };
    };
    list_team: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at";
                /** @description Text in name, description. */
                q?: string | null;
                group_id?: string | null;
                is_default?: boolean | null;
                owner_id?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamPage"];
                };
            };
        };
    };
    create_team: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    get_default_team: {
        parameters: {
            query: {
                group_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    get_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    put_update_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    delete_team: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    list_team_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMembers"];
                };
            };
        };
    };
    list_membership: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "joined_at" | "-joined_at" | "created_at" | "-created_at" | "app_role" | "-app_role";
                is_active?: boolean | null;
                app_role?: components["schemas"]["AppRole"] | null;
                team_id?: string | null;
                role_id?: string | null;
                user_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipPage"];
                };
            };
        };
    };
    add_member: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMembership"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    list_memberships_of_users: {
        parameters: {
            query?: {
                user_id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipsOf"];
                };
            };
        };
    };
    get_membership_of_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    get_membership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    put_membership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    remove_member: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_membership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
        };
    };
    verify_invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteLink"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteText"];
                };
            };
        };
    };
    accept_invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvite"];
                };
            };
        };
    };
    forget_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forgotten"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Said"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordNewPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Said"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Said"];
                };
            };
        };
    };
    list_invitation: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "email" | "-email" | "created_at" | "-created_at" | "expires_at" | "-expires_at";
                /** @description Text in email. */
                q?: string | null;
                status?: components["schemas"]["InviteStatus"] | null;
                email?: string | null;
                workspace_id?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitePage"];
                };
            };
        };
    };
    create_invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvite"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentInvite"];
                };
            };
        };
    };
    get_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invite"];
                };
            };
        };
    };
    revoke_invite: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    resend_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentInvite"];
                };
            };
        };
    };
    list_quota: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at" | "period_end" | "-period_end";
                unit?: string | null;
                is_active?: boolean | null;
                product_code?: string | null;
                feature_code?: string | null;
                subscription_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaPage"];
                };
            };
        };
    };
    create_quota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuota"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
        };
    };
    get_quota_balance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balances"];
                };
            };
        };
    };
    check_quota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaQuestion"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaCheck"];
                };
            };
        };
    };
    deduct_quota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Deduction"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deducted"];
                };
            };
        };
    };
    reset_quota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reset"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
        };
    };
    get_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
        };
    };
    put_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
        };
    };
    delete_quota: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
        };
    };
    consume_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Movement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deducted"];
                };
            };
        };
    };
    refund_quota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Movement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deducted"];
                };
            };
        };
    };
    list_quota_ledger_entry: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
                entry?: string | null;
                reference?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
        };
    };
    list_credit_budget: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at" | "cycle_end" | "-cycle_end" | "allocated" | "-allocated";
                scope_type?: components["schemas"]["BudgetScope"] | null;
                scope_id?: string | null;
                parent_id?: string | null;
                budget_plan_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetPage"];
                };
            };
        };
    };
    create_budget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBudget"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
        };
    };
    list_budget_plan: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at";
                /** @description Text in name. */
                q?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditBudgetPlanPage"];
                };
            };
        };
    };
    create_budget_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditBudgetNewPlan"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditBudgetPlan"];
                };
            };
        };
    };
    get_budget_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditBudgetPlan"];
                };
            };
        };
    };
    put_update_budget_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditBudgetPlanChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditBudgetPlan"];
                };
            };
        };
    };
    retire_plan: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_budget_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditBudgetPlanChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditBudgetPlan"];
                };
            };
        };
    };
    get_credit_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
        };
    };
    put_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
        };
    };
    delete_budget: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
        };
    };
    check_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetQuestion"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetCheck"];
                };
            };
        };
    };
    consume_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetMovement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetMoved"];
                };
            };
        };
    };
    refund_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetMovement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetMoved"];
                };
            };
        };
    };
    roll_over_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollOver"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
        };
    };
    list_budget_ledger_entry: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
                entry?: string | null;
                reference?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
        };
    };
    list_costs: {
        parameters: {
            query?: {
                model?: string | null;
                tool?: string | null;
                user_id?: string | null;
                workspace_id?: string | null;
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostPage"];
                };
            };
        };
    };
    create_cost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCost"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cost"];
                };
            };
        };
    };
    record_cost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCost"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recorded"];
                };
            };
        };
    };
    list_costs_of_account: {
        parameters: {
            query?: {
                model?: string | null;
                tool?: string | null;
                user_id?: string | null;
                workspace_id?: string | null;
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostPage"];
                };
            };
        };
    };
    list_costs_by_workspace: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostWorkspacePage"];
                };
            };
        };
    };
    list_costs_by_user: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostUserPage"];
                };
            };
        };
    };
    list_daily_costs: {
        parameters: {
            query?: {
                start_date?: string;
                end_date?: string;
                workspace_id?: string | null;
                group_by?: components["schemas"]["Group-Input"] | null;
                /** @description Whose days are told, as in `Europe/Berlin`. */
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Days"];
                };
            };
        };
    };
    get_usage: {
        parameters: {
            query?: {
                start_date?: string;
                end_date?: string;
                workspace_id?: null;
                group_by?: components["schemas"]["UsageGroup"] | null;
                /** @description Whose days are told, as in `Europe/Berlin`. */
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
        };
    };
    export_costs: {
        parameters: {
            query?: {
                model?: string | null;
                tool?: string | null;
                user_id?: string | null;
                workspace_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    record_costs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CostBatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedBatch"];
                };
            };
        };
    };
    list_costs_of_workspace: {
        parameters: {
            query?: {
                model?: string | null;
                tool?: string | null;
                user_id?: string | null;
                workspace_id?: string | null;
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path: {
                workspace_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostPage"];
                };
            };
        };
    };
    list_costs_of_user: {
        parameters: {
            query?: {
                model?: string | null;
                tool?: string | null;
                user_id?: string | null;
                workspace_id?: string | null;
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                start_date?: string | null;
                end_date?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostPage"];
                };
            };
        };
    };
    get_cost_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                record_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cost"];
                };
            };
        };
    };
    take_payment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentMessage"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentTaken"];
                };
            };
        };
    };
    list_subscriptions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "start_date" | "-start_date" | "created_at" | "-created_at";
                status?: components["schemas"]["SubscriptionsStatus"] | null;
                plan_id?: string | null;
                product_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPage"];
                };
            };
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    list_plans: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPlanPage"];
                };
            };
        };
    };
    add_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionNewPlan"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPlan"];
                };
            };
        };
    };
    put_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionPlanChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPlan"];
                };
            };
        };
    };
    delete_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionPlanChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionPlan"];
                };
            };
        };
    };
    get_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    put_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    cancel_subscription: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
        };
    };
    compute_access: {
        parameters: {
            query: {
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                user_id: string;
                category?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveAccessAccess"];
                };
            };
        };
    };
    check_access: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessQuestion"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessAnswer"];
                };
            };
        };
    };
    list_platform_agents: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                page?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformAgentPage"];
                };
            };
        };
    };
    list_agents_of_platform: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                page?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformAgentPage"];
                };
            };
        };
    };
    add_platform_agent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlatformAgent"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformAgent"];
                };
            };
        };
    };
    put_platform_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformAgentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformAgent"];
                };
            };
        };
    };
    delete_platform_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_platform_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformAgentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformAgent"];
                };
            };
        };
    };
    list_agent: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in name, description, prompt. */
                q?: string | null;
                status?: components["schemas"]["AgentStatus"] | null;
                provider?: components["schemas"]["AgentProvider"] | null;
                page?: string | null;
                /** @description Rows whose list has this. */
                tags?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                /** @description Show what was deleted, too. */
                include_deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentPage"];
                };
            };
        };
    };
    create_agent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    search_agents: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in name, description, prompt. */
                q?: string | null;
                status?: components["schemas"]["AgentStatus"] | null;
                provider?: components["schemas"]["AgentProvider"] | null;
                page?: string | null;
                /** @description Rows whose list has this. */
                tags?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                /** @description Show what was deleted, too. */
                include_deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentPage"];
                };
            };
        };
    };
    sync_agents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentSync"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncResult"];
                };
            };
        };
    };
    get_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    put_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    delete_agent: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    activate_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    deactivate_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    list_agent_version: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "version" | "-version";
            };
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentVersionPage"];
                };
            };
        };
    };
    restore_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    get_agent_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version_id: string;
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentVersion"];
                };
            };
        };
    };
    restore_agent_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
        };
    };
    list_agent_groups: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "group_code" | "-group_code" | "created_at" | "-created_at";
                /** @description Text in name, description, group_code. */
                q?: string | null;
                group_type?: string | null;
                status?: components["schemas"]["GroupStatus"] | null;
                group_code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGroupPage"];
                };
            };
        };
    };
    create_agent_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgentGroup"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGroup"];
                };
            };
        };
    };
    get_agent_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGroup"];
                };
            };
        };
    };
    put_update_agent_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentGroupChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGroup"];
                };
            };
        };
    };
    delete_agent_group: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_agent_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentGroupChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentGroup"];
                };
            };
        };
    };
    list_agent_group_member: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "display_order" | "-display_order" | "created_at" | "-created_at";
                agent_id?: string | null;
            };
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberPage"];
                };
            };
        };
    };
    order_group_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMembers"];
                };
            };
        };
    };
    add_group_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroupMember"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMember"];
                };
            };
        };
    };
    get_agent_group_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMember"];
                };
            };
        };
    };
    put_update_agent_group_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                member_id: string;
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupMemberChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMember"];
                };
            };
        };
    };
    remove_group_member: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                group_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_agent_group_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                member_id: string;
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupMemberChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMember"];
                };
            };
        };
    };
    list_platform_templates: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                event_id?: string | null;
                type?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
        };
    };
    list_account_template: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "template_id" | "-template_id" | "created_at" | "-created_at";
                template_id?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplatePage"];
                };
            };
        };
    };
    create_account_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccountTemplate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplate"];
                };
            };
        };
    };
    list_templates: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                event_id?: string | null;
                type?: string | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
        };
    };
    add_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    put_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    delete_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    get_account_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplate"];
                };
            };
        };
    };
    put_account_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountTemplateChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplate"];
                };
            };
        };
    };
    delete_account_template: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_account_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountTemplateChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTemplate"];
                };
            };
        };
    };
    preview_account_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preview"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewText"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
                recipient_id?: string | null;
                type?: string | null;
                status?: components["schemas"]["DeliveryStatus"] | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                /** @description read_at at this time or later. */
                read_after?: string | null;
                /** @description read_at before this time. */
                read_before?: string | null;
                unread?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
        };
    };
    create_notification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNotification"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    mark_all_read: {
        parameters: {
            query?: {
                recipient_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadAll"];
                };
            };
        };
    };
    count_unread: {
        parameters: {
            query?: {
                recipient_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
        };
    };
    get_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    delete_notification: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    mark_notification_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    list_discussions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in content. */
                q?: string | null;
                workspace_id?: string | null;
                type?: string | null;
                parent_object_type?: string | null;
                parent_object_id?: string | null;
                parent_message_id?: string | null;
                root_id?: string | null;
                resolved?: boolean | null;
                created_by?: string | null;
                /** @description Rows whose list has this. */
                mentions?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
                threads_only?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscussionPage"];
                };
            };
        };
    };
    create_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDiscussion"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    get_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    put_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscussionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    delete_discussion: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscussionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    list_replies: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscussionPage"];
                };
            };
        };
    };
    resolve_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    reopen_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    react: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discussion_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReactionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discussion"];
                };
            };
        };
    };
    get_email_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Switches"];
                };
            };
        };
    };
    put_email_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    update_email_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    reset_email_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at";
                event?: string | null;
                status?: components["schemas"]["DeliveryStatus"] | null;
                recipient?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
        };
    };
    send_test_mail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMail"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    list_listing: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "created_at" | "-created_at" | "published_at" | "-published_at";
                listing_status?: components["schemas"]["ListingStatus"] | null;
                agent_id?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingPage"];
                };
            };
        };
    };
    create_listing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewListing"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    browse: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                /** @description Text in the title or the summary. */
                q?: string | null;
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowsePage"];
                };
            };
        };
    };
    list_submissions: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                status?: components["schemas"]["ListingStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPage"];
                };
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                copy_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                copy_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submission"];
                };
            };
        };
    };
    get_listing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    put_listing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListingChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    delete_listing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_listing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListingChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    publish_listing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    unlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
        };
    };
    install: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                copy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installed"];
                };
            };
        };
    };
    list_provider: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at";
                /** @description Text in name, issuer. */
                q?: string | null;
                kind?: components["schemas"]["ProviderKind"] | null;
                is_enabled?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoProviderPage"];
                };
            };
        };
    };
    create_provider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SsoNewProvider"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderDetail"];
                };
            };
        };
    };
    get_sso_requirement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requirement"];
                };
            };
        };
    };
    change_sso_requirement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequirementChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requirement"];
                };
            };
        };
    };
    get_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderDetail"];
                };
            };
        };
    };
    put_update_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SsoProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderDetail"];
                };
            };
        };
    };
    delete_provider: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SsoProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderDetail"];
                };
            };
        };
    };
    check_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reached"];
                };
            };
        };
    };
    get_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOutcome"];
                };
            };
        };
    };
    begin_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestBegun"];
                };
            };
        };
    };
    list_domain: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "domain" | "-domain" | "created_at" | "-created_at";
                /** @description Text in domain. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainPage"];
                };
            };
        };
    };
    claim_domain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDomain"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
                };
            };
        };
    };
    get_domain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
                };
            };
        };
    };
    release_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    verify_domain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
                };
            };
        };
    };
    get_account_sso: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSso"];
                };
            };
        };
    };
    change_account_sso: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SsoChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSso"];
                };
            };
        };
    };
    delete_account_sso: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSso"];
                };
            };
        };
    };
    list_account_connection: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "connection_type" | "-connection_type" | "created_at" | "-created_at";
                /** @description Text in name, description. */
                q?: string | null;
                connection_type?: components["schemas"]["ConnectionType"] | null;
                is_active?: boolean | null;
                is_default?: boolean | null;
                name?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountConnectionPage"];
                };
            };
        };
    };
    create_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccountConnection"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountConnection"];
                };
            };
        };
    };
    get_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountConnection"];
                };
            };
        };
    };
    put_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountConnectionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountConnection"];
                };
            };
        };
    };
    delete_account_connection: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountConnectionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountConnection"];
                };
            };
        };
    };
    reveal_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedAccountConnection"];
                };
            };
        };
    };
    test_account_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedConnection"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                /** @description Text in the address, the name or the id. */
                q?: string | null;
                /** @description The whole address. */
                email?: string | null;
                /** @description The whole name. */
                name?: string | null;
                /** @description False: those whose membership has ended. */
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
        };
    };
    search_users: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                /** @description Text in the address, the name or the id. */
                q?: string | null;
                /** @description The whole address. */
                email?: string | null;
                /** @description The whole name. */
                name?: string | null;
                /** @description False: those whose membership has ended. */
                is_active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
        };
    };
    create_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUsers"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
        };
    };
    get_user_by_email: {
        parameters: {
            query?: {
                include_memberships?: boolean;
            };
            header?: never;
            path: {
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundUser"];
                };
            };
        };
    };
    get_user_by_ad_user: {
        parameters: {
            query?: {
                include_memberships?: boolean;
            };
            header?: never;
            path: {
                ad_user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundUser"];
                };
            };
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
        };
    };
    put_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
        };
    };
    remove_user: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesAnswer"];
                };
            };
        };
    };
    merge_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preferences"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDetail"];
                };
            };
        };
    };
    list_mvp_config: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in name, description. */
                q?: string | null;
                workspace_id?: string | null;
                mvp_type?: string | null;
                framework?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfigPage"];
                };
            };
        };
    };
    create_mvp_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMvpConfig"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfig"];
                };
            };
        };
    };
    get_mvp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfig"];
                };
            };
        };
    };
    put_update_mvp_config: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MvpConfigChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfig"];
                };
            };
        };
    };
    delete_mvp_config: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_mvp_config: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MvpConfigChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfig"];
                };
            };
        };
    };
    count_commit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MvpConfig"];
                };
            };
        };
    };
    reveal_mvp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedMvpConfig"];
                };
            };
        };
    };
    list_mcp_config: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "server_name" | "-server_name" | "created_at" | "-created_at";
                /** @description Text in name, server_name. */
                q?: string | null;
                workspace_id?: string | null;
                is_active?: boolean | null;
                server_name?: string | null;
                /** @description created_at at this time or later. */
                created_after?: string | null;
                /** @description created_at before this time. */
                created_before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpConfigPage"];
                };
            };
        };
    };
    create_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMcpConfig"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpConfig"];
                };
            };
        };
    };
    list_gateway_servers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayServers"];
                };
            };
        };
    };
    get_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpConfig"];
                };
            };
        };
    };
    put_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpConfigChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpConfig"];
                };
            };
        };
    };
    delete_mcp_config: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpConfigChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpConfig"];
                };
            };
        };
    };
    reveal_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedMcpConfig"];
                };
            };
        };
    };
    test_mcp_config: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                config_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedConnection"];
                };
            };
        };
    };
    search_account: {
        parameters: {
            query: {
                /** @description Text to be found as it is written, in any case. */
                q: string;
                /** @description Kinds by name, with commas between. */
                kinds?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
        };
    };
    get_usage_of_account: {
        parameters: {
            query?: {
                /** @description The first day; by default 30 days are told. */
                from?: string | null;
                /** @description The last day, which is counted too; by default today. */
                to?: string | null;
                /** @description Whose days and hours are told. */
                zone?: string;
                bucket?: components["schemas"]["Bucket"];
                group_by?: components["schemas"]["Dimension"] | null;
                metric?: components["schemas"]["Metric"][];
                /** @description So many groups; the others are one row. */
                top?: number;
                /** @description Tell as many days before it, too. */
                compare?: boolean;
                format?: "json" | "csv";
                model?: string[];
                upstream_model?: string[];
                provider?: string[];
                key?: string[];
                mcp_tool?: string[];
                user?: string[];
                team?: string[];
                organization?: string[];
                agent?: string[];
                end_user?: string[];
                tag?: string[];
                workspace?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageAnswer"];
                    "text/csv": string;
                };
            };
        };
    };
    get_attention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attention"];
                };
            };
        };
    };
    list_saved_view: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description Text in name. */
                q?: string | null;
                page?: string | null;
                is_shared?: boolean | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewPage"];
                };
            };
        };
    };
    create_saved_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    list_shared_views: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                page?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewPage"];
                };
            };
        };
    };
    get_saved_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    put_update_saved_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    delete_saved_view: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_saved_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    list_patterns: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                guard_type?: components["schemas"]["GuardType"] | null;
                include_system?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatternPage"];
                };
            };
        };
    };
    create_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPattern"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pattern"];
                };
            };
        };
    };
    list_findings: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                guard_type?: components["schemas"]["GuardType"] | null;
                action?: components["schemas"]["LoggedAction"] | null;
                user_id?: string | null;
                request_id?: string | null;
                /** @description At this time or later. */
                start_date?: string | null;
                /** @description Before this time. */
                end_date?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                };
            };
        };
    };
    log_finding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLogEntry"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogEntry"];
                };
            };
        };
    };
    get_guardrail_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pattern_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pattern"];
                };
            };
        };
    };
    put_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pattern_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatternChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pattern"];
                };
            };
        };
    };
    delete_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pattern_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pattern_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatternChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pattern"];
                };
            };
        };
    };
    get_guardrail_log_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogEntry"];
                };
            };
        };
    };
    list_guardrail: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "execution_order" | "-execution_order" | "guard_type" | "-guard_type" | "created_at" | "-created_at";
                enabled?: boolean | null;
                guard_type?: components["schemas"]["GuardType"] | null;
                action_on_fail?: components["schemas"]["EngineAction"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardrailPage"];
                };
            };
        };
    };
    create_guardrail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuardrail"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardrail"];
                };
            };
        };
    };
    try_guardrails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Trial"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialOutcome"];
                };
            };
        };
    };
    get_guardrail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardrail"];
                };
            };
        };
    };
    put_guardrail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatedGuardrail"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardrail"];
                };
            };
        };
    };
    delete_guardrail: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_guardrail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatedGuardrail"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardrail"];
                };
            };
        };
    };
    list_guardrail_version: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                sort?: "version" | "-version";
            };
            header?: never;
            path: {
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardrailVersionPage"];
                };
            };
        };
    };
    get_guardrail_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version_id: string;
                guardrail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardrailVersion"];
                };
            };
        };
    };
    restore_guardrail_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guardrail_id: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guardrail"];
                };
            };
        };
    };
    list_providers: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                is_active?: boolean | null;
                name?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigProviderPage"];
                };
            };
        };
    };
    create_model_provider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigNewProvider"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigProvider"];
                };
            };
        };
    };
    list_models: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                provider_id?: string | null;
                capability?: components["schemas"]["Capability"] | null;
                is_active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelPage"];
                };
            };
        };
    };
    create_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    get_model_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigProvider"];
                };
            };
        };
    };
    put_model_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigProvider"];
                };
            };
        };
    };
    deactivate_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_model_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigProvider"];
                };
            };
        };
    };
    get_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    put_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    deactivate_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    list_defaults: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultPage"];
                };
            };
        };
    };
    list_prices: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
                resource_type?: string | null;
                unit?: string | null;
                /** @description Prices that hold then: where the account has one, the platform's is left out. */
                at?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePage"];
                };
            };
        };
    };
    create_price: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPrice"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    set_default: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the model is taken for: chat, embedding, titles, … */
                purpose: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultModel"];
                };
            };
        };
    };
    remove_default: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the model is taken for: chat, embedding, titles, … */
                purpose: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    get_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                price_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    put_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                price_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    delete_price: {
        parameters: {
            query?: {
                /** @description Answer with what would happen, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The ETag that was read; 412 when the row is another by now. */
                "If-Match"?: string;
            };
            path: {
                price_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"] | components["schemas"]["Consequences"];
                };
            };
        };
    };
    update_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                price_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    list_platform_providers: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformProviderPage"];
                };
            };
        };
    };
    add_platform_provider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlatformProvider"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformProvider"];
                };
            };
        };
    };
    list_platform_models: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformModelPage"];
                };
            };
        };
    };
    add_platform_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    list_platform_defaults: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultPage"];
                };
            };
        };
    };
    list_platform_prices: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Accepted when it is the caller's own account; it need not be sent. */
                account_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePage"];
                };
            };
        };
    };
    add_platform_price: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPrice"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    put_platform_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformProvider"];
                };
            };
        };
    };
    delete_platform_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_platform_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformProviderChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformProvider"];
                };
            };
        };
    };
    put_platform_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    delete_platform_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_platform_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    set_platform_default: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purpose: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultChoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultModel"];
                };
            };
        };
    };
    remove_platform_default: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purpose: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    put_platform_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    delete_platform_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ack"];
                };
            };
        };
    };
    update_platform_price: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxPrice"];
                };
            };
        };
    };
    list_calls: {
        parameters: {
            query?: {
                /** @description By default a day before `to`; at most 31 days. */
                from?: string | null;
                /** @description Not included; by default now. */
                to?: string | null;
                status?: components["schemas"]["CallStatus"] | null;
                call_type?: string | null;
                session_id?: string | null;
                /** @description In US dollars. */
                least_spend?: number | null;
                /** @description Of calls: `request_id` or `call_id`. */
                id?: string[];
                model?: string[];
                upstream_model?: string[];
                provider?: string[];
                key?: string[];
                mcp_tool?: string[];
                user?: string[];
                team?: string[];
                organization?: string[];
                agent?: string[];
                end_user?: string[];
                tag?: string[];
                limit?: number;
                /** @description `next_cursor` of the page before: older calls. */
                cursor?: string | null;
                /** @description `newest_cursor` of an answer: calls that came since. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"];
                };
            };
        };
    };
    count_facets: {
        parameters: {
            query: {
                /** @description By default a day before `to`; at most 31 days. */
                from?: string | null;
                /** @description Not included; by default now. */
                to?: string | null;
                status?: components["schemas"]["CallStatus"] | null;
                call_type?: string | null;
                session_id?: string | null;
                /** @description In US dollars. */
                least_spend?: number | null;
                /** @description Of calls: `request_id` or `call_id`. */
                id?: string[];
                model?: string[];
                upstream_model?: string[];
                provider?: string[];
                key?: string[];
                mcp_tool?: string[];
                user?: string[];
                team?: string[];
                organization?: string[];
                agent?: string[];
                end_user?: string[];
                tag?: string[];
                field: components["schemas"]["Facet"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
        };
    };
    get_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDetails"];
                };
            };
        };
    };
    get_call_payload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payload"];
                };
            };
        };
    };
}
