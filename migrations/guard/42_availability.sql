-- Who can take calls.

ALTER TABLE availability_change ENABLE ROW LEVEL SECURITY;
