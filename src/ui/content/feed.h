/*
 * Where the steps of a run come from that goes on while somebody looks at it: a live connection, whose every step waits
 * for its reader.
 */
#ifndef TLSTEPS_UI_FEED_H
#define TLSTEPS_UI_FEED_H

typedef enum FeedState {
    FEED_GREW,  /* the timeline has another step */
    FEED_WAITS, /* for bytes from the other side */
    FEED_ENDED, /* there will be no more steps */
} FeedState;

typedef struct Feed {
    /* Lets the run go on until there is another step. Asked for at the timeline's last one only. */
    FeedState (*advance)(void *context);
    /* The reader has come to a step: what is to leave with it leaves. */
    void (*reach)(void *context, int step);
    int first;      /* the step that is looked at first */
    int descriptor; /* can be read when there may be more for FEED_WAITS */
    void *context;
} Feed;

#endif
