"""Work to be done: lists of tasks, taking and finishing them, notes that wait for a supervisor."""
