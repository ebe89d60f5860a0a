"""What was asked and answered; append-only, chained by hashes."""
