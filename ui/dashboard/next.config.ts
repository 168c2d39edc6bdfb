import type { NextConfig } from "next";

const isBuild = process.env.NODE_ENV === "production";
const gateway = process.env.ALCHEMI_GATEWAY ?? "http://localhost:4000";

// `output` and `rewrites` exclude each other: the first is for the build, the second for `npm run dev`.
const config: NextConfig = {
  basePath: "/ui",
  trailingSlash: true,
  reactStrictMode: true,
  compress: false,
  // `npm run check` does, which first has the client written from our OpenAPI: building needs Node.js alone.
  typescript: { ignoreBuildErrors: true },
  ...(isBuild
    ? { output: "export" }
    : {
        skipTrailingSlashRedirect: true,
        rewrites: async () => [
          { source: "/alchemi/:path*", destination: `${gateway}/alchemi/:path*`, basePath: false },
          { source: "/v2/:path*", destination: `${gateway}/v2/:path*`, basePath: false },
          { source: "/user/:path*", destination: `${gateway}/user/:path*`, basePath: false },
        ],
      }),
};

export default config;
