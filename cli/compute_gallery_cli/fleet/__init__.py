"""`gallery fleet`: one gallery as many stacks."""
