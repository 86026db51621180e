"""Judgement: rules turn facts of a run into findings. Nothing else makes a finding."""
