/** Generated from our OpenAPI document by `make client`. */

export interface paths {
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
         * @description Change the fields that are sent; the same as PATCH.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Access
         * @enum {string}
         */
        Access: "ADMIN" | "MEMBER";
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
        /**
         * AccountStatus
         * @description `deleted` is what is left of a purged account: its id and name, so that the id is never given out again.
         * @enum {string}
         */
        AccountStatus: "active" | "suspended" | "deleted";
        /**
         * Action
         * @enum {string}
         */
        Action: "ALLOW" | "DENY" | "RESTRICT";
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
        /**
         * AppRole
         * @description What a member is in the account; a custom role adds permissions to it.
         * @enum {string}
         */
        AppRole: "owner" | "admin" | "member" | "viewer";
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
        /** Group */
        Group: {
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
        /** GroupPage */
        GroupPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Groups */
            groups: components["schemas"]["Group"][];
        };
        /**
         * Kind
         * @description Whose a session is: a user's of accounts, or the super admin's.
         * @enum {string}
         */
        Kind: "tenant" | "platform";
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
        /** LoggedIn */
        LoggedIn: {
            /** Redirect Url */
            redirect_url: string;
            kind: components["schemas"]["Kind"];
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
            access: components["schemas"]["Access"];
            status: components["schemas"]["MemberStatus"];
        };
        /** MemberChange */
        MemberChange: {
            /** @default MEMBER */
            access?: components["schemas"]["Access"];
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
        /** MembershipPage */
        MembershipPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Memberships */
            memberships: components["schemas"]["alchemi__endpoints__membership_endpoints__Membership"][];
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
        /** NewMember */
        NewMember: {
            /**
             * User Id
             * @description A user of the account.
             * @example u-1
             */
            user_id: string;
            /** @default MEMBER */
            access?: components["schemas"]["Access"];
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
            action?: components["schemas"]["Action"];
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
            action: components["schemas"]["Action"];
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
            action?: components["schemas"]["Action"];
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
        /**
         * Permission
         * @description `<subject>:read` and `<subject>:write`, and a few that say more.
         * @enum {string}
         */
        Permission: "account:read" | "account:manage" | "members:manage" | "keys:own" | "models:call" | "access:read" | "account-connections:read" | "account-connections:write" | "agents:read" | "agents:write" | "agent-groups:read" | "agent-groups:write" | "account:audit" | "budgets:read" | "budgets:write" | "catalog:read" | "config:read" | "config:write" | "connections:read" | "connections:write" | "costs:read" | "costs:write" | "discussions:read" | "discussions:write" | "email-events:read" | "email-events:write" | "groups:read" | "groups:write" | "guardrails:read" | "guardrails:write" | "invites:read" | "invites:write" | "marketplace:read" | "marketplace:write" | "mcp:read" | "mcp:write" | "memberships:read" | "memberships:write" | "mvp:read" | "mvp:write" | "notifications:read" | "notifications:write" | "overrides:read" | "overrides:write" | "quotas:read" | "quotas:write" | "roles:read" | "roles:write" | "subscriptions:read" | "subscriptions:write" | "teams:read" | "teams:write" | "templates:read" | "templates:write" | "tickets:read" | "tickets:write" | "tokens:read" | "tokens:write" | "users:read" | "users:write" | "workspaces:read" | "workspaces:write" | "workspaces:contribute" | "workspaces:all" | "discussions:all" | "memberships:all" | "notifications:all" | "tickets:all" | "budgets:consume" | "quotas:consume" | "secrets:reveal" | "tokens:validate" | "accounts:manage" | "platform:read" | "platform:write";
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
        /**
         * Priority
         * @enum {string}
         */
        Priority: "LOW" | "MEDIUM" | "HIGH" | "URGENT";
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
        /**
         * ScopeType
         * @enum {string}
         */
        ScopeType: "ACCOUNT" | "GROUP" | "TEAM" | "USER";
        /** SessionAnswer */
        SessionAnswer: {
            kind: components["schemas"]["Kind"];
            caller: components["schemas"]["Caller"];
            /** @description Null for the super admin. */
            account: components["schemas"]["AccountName"] | null;
            /**
             * Memberships
             * @description Accounts that this sign-in opened; another may be switched to.
             */
            memberships: components["schemas"]["alchemi__endpoints__login_schemas__Membership"][];
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
        /** Suspension */
        Suspension: {
            /** Reason */
            reason?: string | null;
        };
        /** Switch */
        Switch: {
            /** Account Id */
            account_id: string;
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
        /** Ack */
        alchemi__endpoints__login_schemas__Ack: {
            /** Message */
            message: string;
        };
        /** Membership */
        alchemi__endpoints__login_schemas__Membership: {
            /** Account Id */
            account_id: string;
            /** Account Name */
            account_name: string;
            /** Account Alias */
            account_alias: string | null;
            /** Is Current */
            is_current: boolean;
        };
        /** Membership */
        alchemi__endpoints__membership_endpoints__Membership: {
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
         * Ack
         * @description That something was done.
         */
        alchemi__rest__schema__Ack: {
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
            query?: never;
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
                    "application/json": components["schemas"]["PurgeAnswer"];
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
                    "application/json": unknown;
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
                    "application/json": components["schemas"]["alchemi__endpoints__login_schemas__Ack"];
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
                "application/json": components["schemas"]["Switch"];
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
                    "application/json": components["schemas"]["alchemi__endpoints__login_schemas__Ack"];
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["Group"];
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
                    "application/json": components["schemas"]["Group"];
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
                    "application/json": components["schemas"]["Group"];
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
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    delete_group: {
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["Group"];
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
                action?: components["schemas"]["Action"] | null;
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
            query?: never;
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                access?: components["schemas"]["Access"] | null;
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
            query?: never;
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__endpoints__membership_endpoints__Membership"];
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
                    "application/json": components["schemas"]["alchemi__endpoints__membership_endpoints__Membership"];
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
                    "application/json": components["schemas"]["alchemi__endpoints__membership_endpoints__Membership"];
                };
            };
        };
    };
    remove_member: {
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
                    "application/json": components["schemas"]["alchemi__rest__schema__Ack"];
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
                    "application/json": components["schemas"]["alchemi__endpoints__membership_endpoints__Membership"];
                };
            };
        };
    };
}
