/** The theme of antd's components, made of our tokens. */

import { theme as antd, type ThemeConfig } from "antd";
import { type Mode, palettes } from "./tokens";

type Algorithm = Exclude<NonNullable<ThemeConfig["algorithm"]>, unknown[]>;

export const FONT = "var(--font-ui), system-ui, sans-serif";
export const MONO = "var(--font-mono), ui-monospace, monospace";

export function antdTheme(mode: Mode): ThemeConfig {
  const c = palettes[mode];
  // antd derives shades from the seeds and drops exact values that stand among them: a last algorithm puts them back.
  const exact: Algorithm = (seed, map) => ({
    ...(map as ReturnType<Algorithm>),
    colorPrimary: c.primary,
    colorPrimaryHover: c["primary-hover"],
    colorPrimaryActive: c["primary-active"],
    colorPrimaryBg: c["primary-soft"],
    colorPrimaryBgHover: c["primary-soft"],
    colorPrimaryBorder: c.primary,
    colorPrimaryText: c.primary,
    colorError: c["danger-fill"],
    colorErrorText: c.danger,
    colorErrorBg: c["danger-soft"],
    colorErrorHover: c["danger-fill"],
    colorErrorActive: c["danger-fill"],
    colorErrorBorder: c.danger,
    colorErrorBorderHover: c.danger,
    colorWarning: c.warn,
    colorWarningBg: c["copper-soft"],
    colorWarningBorder: c.edge,
    colorSuccess: c.ok,
    colorSuccessBg: c["primary-soft"],
    colorSuccessBorder: c.edge,
    colorInfo: c.info,
    colorInfoBg: c.sunken,
    colorInfoBorder: c.edge,
    colorText: c.text,
    colorTextSecondary: c.muted,
    colorTextTertiary: c.faint,
    colorTextQuaternary: c.faint,
    colorBgBase: c.surface,
    colorBgContainer: c.surface,
    colorBgElevated: c.raised,
    colorBgLayout: c.canvas,
    colorBgMask: c.shade,
    colorBorder: c.edge,
    colorBorderSecondary: c.line,
    colorFillSecondary: c.chip,
    colorFillTertiary: c.sunken,
    colorFillQuaternary: c.sunken,
    controlHeight: seed.controlHeight,
  });
  return {
    algorithm: [mode === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm, exact],
    hashed: false,
    cssVar: { key: "alchemi" },
    token: {
      fontFamily: FONT,
      fontFamilyCode: MONO,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusSM: 6,
      borderRadiusLG: 12,
      controlHeight: 36,
      controlHeightSM: 28,
      controlHeightLG: 44,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.14s",
      motionDurationSlow: "0.2s",
      colorTextPlaceholder: c.faint,
      colorTextDescription: c.muted,
      colorTextLightSolid: c["on-primary"],
      colorLink: c.primary,
      colorLinkHover: c["primary-hover"],
      colorLinkActive: c["primary-active"],
    },
    components: {
      Button: {
        fontWeight: 500,
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        defaultBorderColor: c.edge,
        primaryColor: c["on-primary"],
        dangerColor: c["on-danger"],
      },
      Input: { colorBorder: c.field, colorBgContainer: c.surface },
      InputNumber: { colorBorder: c.field, colorBgContainer: c.surface },
      Select: { colorBorder: c.field, colorBgContainer: c.surface, optionSelectedBg: c["primary-soft"] },
      Alert: { withDescriptionPadding: "14px 16px", withDescriptionIconSize: 16, fontSizeLG: 14 },
      Form: { labelFontSize: 13.5, itemMarginBottom: 18, verticalLabelPadding: "0 0 6px" },
      Table: {
        headerBg: "transparent",
        headerColor: c.muted,
        headerSplitColor: "transparent",
        rowHoverBg: c.hover,
        borderColor: c.line,
        cellPaddingBlock: 10,
        headerSortActiveBg: "transparent",
        headerSortHoverBg: c.hover,
        bodySortBg: "transparent",
      },
      Segmented: { trackBg: c.sunken, itemSelectedBg: c.surface, itemColor: c.muted, itemHoverBg: c.hover },
      Tabs: { itemColor: c.muted, itemSelectedColor: c.text, inkBarColor: c.primary, titleFontSize: 14 },
      Drawer: { colorBgElevated: c.raised },
      Modal: { contentBg: c.raised, headerBg: c.raised },
      Tooltip: {
        colorBgSpotlight: mode === "dark" ? c.chip : c.text,
        colorTextLightSolid: mode === "dark" ? c.text : c.surface,
      },
      Switch: { colorPrimary: c.primary, colorTextQuaternary: c.field, colorTextTertiary: c.field },
    },
  };
}
