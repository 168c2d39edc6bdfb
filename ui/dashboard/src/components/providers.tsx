"use client";

/** What every page stands in: styles, theme, queries, the address as state. */

import { AntdRegistry } from "@ant-design/nextjs-registry";
import { Provider as MotionProvider } from "@rc-component/motion";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { asProblem } from "@/api/problem";
import { useStillness } from "@/lib/media";
import { antdTheme } from "@/theme/antd";
import { useMode } from "@/theme/mode";
import { ChunkReload } from "./chunk-reload";

const THEMES = { light: antdTheme("light"), dark: antdTheme("dark") };

const newClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 3 && asProblem(error).isOutage,
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 15_000),
      },
    },
  });

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  const mode = useMode();
  const isStill = useStillness();
  return (
    <AntdRegistry layer>
      <ConfigProvider theme={THEMES[mode]} button={{ autoInsertSpace: false }}>
        {/* Not by the theme's token: that puts a wrapper around the page when it changes, and all that was typed is lost. */}
        <MotionProvider motion={!isStill}>
          <QueryClientProvider client={client}>
            <NuqsAdapter>
              <ChunkReload />
              {children}
            </NuqsAdapter>
          </QueryClientProvider>
        </MotionProvider>
      </ConfigProvider>
    </AntdRegistry>
  );
}
