"""Places from local data: postal codes and addresses. Must not import the database."""
