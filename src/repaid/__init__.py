"""Repaid: the system around the engine `loanmath`. See ARCHITECTURE.md for its rooms and walls."""
