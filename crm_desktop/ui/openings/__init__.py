"""What people opened on a day, for supervisors: figures of all, and on record the cards of one."""
