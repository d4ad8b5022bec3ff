"""PostgreSQL: the truth. Tables, repositories, readers, the outbox and the timers."""
