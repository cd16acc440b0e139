"""Papers large and side by side: pages, panes, and how one looks at them. No SQL in here."""
