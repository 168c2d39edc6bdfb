"""Statement text: a Prisma-style call and an account, compiled into one parametrised statement. Pure."""
