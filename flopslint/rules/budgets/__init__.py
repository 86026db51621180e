"""FL1: budgets of models and layers."""
