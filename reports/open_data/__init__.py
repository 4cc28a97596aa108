"""开放数据: the figures of a frozen report of the office as tables for programs, with their description."""
