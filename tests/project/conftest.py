"""The projects below ``cases`` have test files of their own, which are data here."""

collect_ignore = ["cases"]
