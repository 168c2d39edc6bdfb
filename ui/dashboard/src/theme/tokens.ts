/** Every colour of the console, in both themes: the CSS variables, Tailwind's names and the antd theme are made of these. */

export type Mode = "light" | "dark";

const light = {
  canvas: "#F5F6F3",
  surface: "#FFFFFF",
  raised: "#FFFFFF",
  sunken: "#F0F2EE",
  hover: "#F3F5F1",
  chip: "#EDF0EB",
  track: "#E4E8E3",
  line: "#E3E7E1",
  edge: "#C9D0CA",
  field: "#838E89",
  text: "#17211E",
  muted: "#566360",
  faint: "#616E69",
  primary: "#0B6B60",
  "primary-hover": "#0A7F72",
  "primary-active": "#08544B",
  "primary-soft": "#E4F1EE",
  "on-primary": "#FFFFFF",
  copper: "#A9531B",
  "copper-soft": "#FAEEE4",
  danger: "#B42318",
  "danger-soft": "#FDEDEB",
  "danger-fill": "#B42318",
  "on-danger": "#FFFFFF",
  warn: "#8A5A00",
  ok: "#1C7A45",
  info: "#2B5FB0",
  shade: "rgba(14, 19, 18, 0.45)",
};

export type Palette = typeof light;

const dark: Palette = {
  canvas: "#0E1312",
  surface: "#141A18",
  raised: "#1A211F",
  sunken: "#101615",
  hover: "#1A2220",
  chip: "#252E2B",
  track: "#2A3431",
  line: "#26302D",
  edge: "#3A4743",
  field: "#667570",
  text: "#E7ECE9",
  muted: "#9DAAA5",
  faint: "#8A9691",
  primary: "#4CC4B1",
  "primary-hover": "#6AD3C2",
  "primary-active": "#37AE9B",
  "primary-soft": "#14302B",
  "on-primary": "#06231F",
  copper: "#E39A63",
  "copper-soft": "#2E2117",
  danger: "#F97066",
  "danger-soft": "#331B19",
  "danger-fill": "#F97066",
  "on-danger": "#2A0B08",
  warn: "#E5B04A",
  ok: "#5CC68A",
  info: "#7FB0F0",
  shade: "rgba(0, 0, 0, 0.6)",
};

export const palettes: Record<Mode, Palette> = { light, dark };

/** The panel of the login page has the same colours in both themes. */
export const brand = {
  deep: "#0A2420",
  verdigris: "#2F8578",
  copper: "#E39A63",
  pale: "#F2F5F1",
  quiet: "#A8C2BB",
};

const declared = (names: Record<string, string>, prefix: string) =>
  Object.entries(names)
    .map(([name, value]) => `--al-${prefix}${name}:${value};`)
    .join("");

/** The CSS variables `--al-…` of both themes. */
export const variablesCss = () =>
  `:root{color-scheme:light;${declared(light, "")}${declared(brand, "brand-")}}` +
  `[data-theme="dark"]{color-scheme:dark;${declared(dark, "")}}`;
