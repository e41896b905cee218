drop index petitions_joined_to;
