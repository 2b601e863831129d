"""What Azure takes in one resource: the checks behind the rules."""
