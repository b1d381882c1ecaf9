#include "explain/language/walk.h"

#include "base/memory.h"
#include "explain/language/method.h"
#include "math/modular.h"

/* A walk that cannot jump remembers every block, so its blocks grow with it. */
enum { BLOCK_MIN = 32, MARK_COUNT = 128 };

/* The registers before a step. */
typedef struct Mark {
    bool set;
    size_t step;
    mpz_t registers[WALK_REGISTERS_MAX];
} Mark;

typedef struct Walk {
    const WalkMethod *method;
    void *given;
    size_t block; /* steps */
    Mark here;
    Mark marks[MARK_COUNT]; /* of block b: number b mod MARK_COUNT */
} Walk;

static void mark_copy(const Walk *walk, Mark *to, Mark *from)
{
    for (int i = 0; i < walk->method->register_count; i++) {
        if (!to->set)
            mpz_init(to->registers[i]);
        mpz_set(to->registers[i], from->registers[i]);
    }
    to->set = true;
    to->step = from->step;
}

static void mark_clear(const Walk *walk, Mark *mark)
{
    for (int i = 0; mark->set && i < walk->method->register_count; i++)
        number_clear(mark->registers[i]);
    mark->set = false;
}

static Mark *mark_of(Walk *walk, size_t step)
{
    return &walk->marks[step / walk->block % MARK_COUNT];
}

static void remember(Walk *walk)
{
    Mark *mark = mark_of(walk, walk->here.step);
    if (walk->here.step % walk->block == 0 && !(mark->set && mark->step == walk->here.step))
        mark_copy(walk, mark, &walk->here);
}

static void advance_to(Walk *walk, size_t step)
{
    while (walk->here.step < step) {
        walk->method->advance(walk->given, walk->here.registers, walk->here.step++);
        remember(walk);
    }
}

/* Goes to the beginning of a block, or as near before it as the walk has been. */
static void return_to(Walk *walk, size_t step)
{
    Mark *mark = mark_of(walk, step);
    if (!walk->method->jump)
        while (!mark->set)
            mark = mark_of(walk, step -= walk->block);
    if (mark->set && mark->step == step) {
        mark_copy(walk, &walk->here, mark);
        return;
    }
    walk->method->jump(walk->given, walk->here.registers, step);
    walk->here.step = step;
    remember(walk);
}

static void go_to(Walk *walk, size_t step)
{
    if (step < walk->here.step || step - walk->here.step > walk->block)
        return_to(walk, step - step % walk->block);
    advance_to(walk, step);
}

static void walk_make(void *state, size_t index, Arena *arena, Row *out)
{
    Walk *walk = state;
    WalkPlace place = {.row = index};
    walk->method->locate(walk->given, &place);
    go_to(walk, place.step);
    walk->method->make(walk->given, walk->here.registers, &place, arena, out);
}

static void walk_free(void *state)
{
    Walk *walk = state;
    mark_clear(walk, &walk->here);
    for (int i = 0; i < MARK_COUNT; i++)
        mark_clear(walk, &walk->marks[i]);
    walk->method->free(walk->given);
    memory_free(walk);
}

static const Method walk_method = {walk_make, walk_free};

Worked *walk_new(const char *title, const WalkMethod *method, void *given, size_t rows)
{
    Walk *walk = memory_new(sizeof *walk);
    *walk = (Walk){.method = method, .given = given, .block = BLOCK_MIN};
    if (!method->jump && rows / MARK_COUNT >= BLOCK_MIN)
        walk->block = rows / MARK_COUNT + 1;
    for (int i = 0; i < method->register_count; i++)
        mpz_init(walk->here.registers[i]);
    walk->here.set = true;
    method->start(given, walk->here.registers);
    remember(walk);
    return worked_new(title, &walk_method, walk, rows);
}
