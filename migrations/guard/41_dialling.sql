-- Numbers that desks ask to be dialled.

ALTER TABLE dial_request ENABLE ROW LEVEL SECURITY;
