drop index history.requests_promised;
