"use client";

/** What every page stands in: styles, theme, queries, the address as state. */

import { AntdRegistry } from "@ant-design/nextjs-registry";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo, useState } from "react";
import { asProblem } from "@/api/problem";
import { useStillness } from "@/lib/media";
import { antdTheme } from "@/theme/antd";
import { useMode } from "@/theme/mode";
import { ChunkReload } from "./chunk-reload";

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
  const theme = useMemo(() => antdTheme(mode, isStill), [mode, isStill]);
  return (
    <AntdRegistry layer>
      <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={client}>
          <NuqsAdapter>
            <ChunkReload />
            {children}
          </NuqsAdapter>
        </QueryClientProvider>
      </ConfigProvider>
    </AntdRegistry>
  );
}
