"""FL4: work and parameters spent for little; off unless selected."""
