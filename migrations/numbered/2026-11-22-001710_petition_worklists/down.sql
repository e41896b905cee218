drop index petitions_by_words, petitions_by_email, petitions_by_lead, petitions_in_hand;
