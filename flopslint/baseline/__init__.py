"""What is known of a project: its findings and the costs of its models, in a file that ``check`` honors."""
