"""Long passwords that lists of stolen ones begin with, in lower case; shorter ones are refused for their length."""

from __future__ import annotations

from typing import Final

COMMON_PASSWORDS: Final = frozenset(
    {
        "administrator", "administrator1", "adminadminadmin", "letmeinletmein", "welcomewelcome", "welcome12345",
        "iloveyouiloveyou", "iloveyou12345", "qwertyuiop123", "qwertyuiop12", "qwertyuiopasdf", "qwertyuiop[]",
        "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u8i", "q1w2e3r4t5y6", "zaq12wsxcde3",
        "asdfghjkl123", "asdfghjklqwe", "zxcvbnm12345", "zxcvbnmasdfgh", "abcd1234abcd", "a1b2c3d4e5f6",
        "superman12345", "footballfootball", "football12345", "basketball123", "baseball12345", "princess12345",
        "sunshine12345", "chocolate123", "christopher1", "jesuschrist1", "michaeljordan", "manchesterunited",
        "liverpoolfc1", "trustno1trustno1", "dragon123456", "monkey123456", "master123456", "shadow123456",
        "changeit1234", "default12345", "testtesttest", "testing12345", "qwerty123456", "qwertyqwerty", "computer1234",
        "correcthorsebatterystaple", "thisismylogin", "summer202620", "winter202620", "spring202620", "autumn202620",
        "november2026", "december2026", "september2026", "october2026!",
    }
)  # fmt: skip
