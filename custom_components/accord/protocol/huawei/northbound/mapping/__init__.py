"""From any product's model to features of a home: rules, tables, values. Nothing is sent here."""
