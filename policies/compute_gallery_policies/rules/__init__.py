"""One rule in each module, which is named after it; its docstring is the rule's page."""
