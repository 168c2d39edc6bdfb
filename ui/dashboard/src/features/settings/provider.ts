/** What a provider of single sign-on is, in the words of this page. */

import type { Item } from "@/api/resource";

export type Provider = Item<"/alchemi/sso">;
export type Kind = Provider["kind"];

export interface Values {
  name: string;
  kind: Kind;
  issuer: string;
  tenant: string;
  client_id: string;
  client_secret: string;
  is_enabled: boolean;
  makes_users: boolean;
  grants_admin: boolean;
  default_role: string;
  rules: { claim: string; value: string; role: string }[];
}

/** What the server tells in place of the secret; sent back, it keeps what is there. */
export const MASK = "****";

interface KindWords {
  label: string;
  /** For whom it is. */
  intro: string;
  /** What to do there before coming back here. */
  steps: readonly string[];
  issuer?: string;
}

export const KINDS: Record<Kind, KindWords> = {
  google: {
    label: "Google",
    intro: "Google Workspace accounts of your company.",
    steps: [
      "In the Google Cloud console, open APIs & Services, then Credentials.",
      "Create an OAuth client id of the type Web application.",
      "Add the redirect address below, then copy client id and secret.",
    ],
  },
  microsoft: {
    label: "Microsoft Entra",
    intro: "Microsoft 365 and Entra ID, one directory of yours.",
    steps: [
      "In the Entra admin center, open App registrations and make a new one for this directory only.",
      "Add the redirect address below for the platform Web.",
      "Under Certificates & secrets make a client secret, and copy its value. The directory id stands in the overview.",
    ],
  },
  okta: {
    label: "Okta",
    intro: "An Okta organization, with its own or a custom domain.",
    issuer: "https://company.okta.com",
    steps: [
      "In the Okta admin console, open Applications and create an app integration.",
      "Choose OIDC and Web Application, and add the redirect address below.",
      "Assign the people who may come, then copy client id and secret.",
    ],
  },
  generic: {
    label: "OpenID Connect",
    intro: "Keycloak, Auth0, Ping, Authentik and any other that speaks it.",
    issuer: "https://login.company.com",
    steps: [
      "Register a confidential client for the authorization code flow.",
      "Add the redirect address below.",
      "Copy client id and secret, and the issuer that the provider’s discovery document names.",
    ],
  },
};

export const MEMBERS = [
  { value: "internal_user", label: "Member" },
  { value: "internal_user_viewer", label: "Viewer" },
];
export const ROLES = [
  ...MEMBERS,
  { value: "proxy_admin_viewer", label: "Auditor" },
  { value: "proxy_admin", label: "Account admin" },
];
export const roleName = (role: string | null) => ROLES.find(({ value }) => value === role)?.label ?? "Member";

export const toForm = (row: Provider | null, kind: Kind = "google"): Values => ({
  name: row?.name ?? KINDS[kind].label,
  kind: row?.kind ?? kind,
  issuer: row?.issuer ?? "",
  tenant: row?.tenant ?? "",
  client_id: row?.client_id ?? "",
  client_secret: row === null ? "" : MASK,
  is_enabled: row?.is_enabled ?? false,
  makes_users: row?.makes_users ?? true,
  grants_admin: row?.grants_admin ?? false,
  default_role: row?.default_role ?? "internal_user",
  rules: row?.rules ?? [],
});
