#include "sim/assets/message_fields.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/message_samples.h"
#include "sim/diagnostic/nearest.h"
#include "tls/wire/message.h"
#include "x509/certificate/certificate.h"

/* A field, or (at the top) a message. */
typedef struct Node {
    const char *name;
    int parent;   /* -1: a message */
    bool element; /* one of a vector's */
    bool of_x509; /* inside of what x509 reads */
    bool sealed;  /* inside of what a client encrypts */
} Node;

static struct {
    Node *nodes;
    int count, capacity;
    bool learned, sealing;
} known;

/* Learning */

static int find_node(int parent, const char *name)
{
    for (int i = 0; i < known.count; i++)
        if (known.nodes[i].parent == parent && strcmp(known.nodes[i].name, name) == 0)
            return i;
    return -1;
}

static int add_node(int parent, const char *name)
{
    int found = find_node(parent, name);
    if (found >= 0)
        return found;
    known.nodes = memory_grown(known.nodes, known.count, &known.capacity, sizeof *known.nodes);
    known.nodes[known.count] = (Node){.name = name, .parent = parent, .sealed = known.sealing};
    return known.count++;
}

/* Whether what the field means stands in x509's list, and not in that of messages. */
static bool is_of_x509(const char *parent, const char *name)
{
    const FieldInfo *info = x509_field_info(parent, name);
    return info && tls_field_info(parent, name) == info;
}

static void learn(void *context, const char *message, const FieldTree *tree)
{
    int top = add_node(-1, message);
    int *place = memory_new_array((size_t)tree->count + 1, sizeof *place);
    (void)context;
    for (int i = 0; i < tree->count; i++) {
        const Field *field = &tree->fields[i];
        int parent = field->parent < 0 ? top : place[field->parent];
        place[i] = add_node(parent, field->name);
        Node *node = &known.nodes[place[i]];
        const Node *above = &known.nodes[parent];
        node->element = node->element || field->index >= 0;
        node->of_x509 = parent != top && (above->of_x509 || is_of_x509(above->name, field->name));
    }
    memory_free(place);
}

static void learn_all(void)
{
    if (known.learned)
        return;
    message_samples_each(learn, NULL);
    known.sealing = true;
    message_samples_sealed(learn, NULL);
    known.learned = true;
}

/* Finding */

/* A path on its way down; and how far down it came, for whoever has to say where it went wrong. */
typedef struct Search {
    bool sealed;
    int deepest; /* node that the path reached */
    const char *rest;
    int depth;
} Search;

static size_t part_size(const char *path)
{
    return strcspn(path, ".");
}

static bool is_position(const char *path)
{
    size_t size = part_size(path);
    return size > 0 && strspn(path, "0123456789") >= size;
}

static bool part_is(const char *path, const char *name)
{
    return strlen(name) == part_size(path) && strncmp(path, name, part_size(path)) == 0;
}

static const char *behind_part(const char *path)
{
    path += part_size(path);
    return *path ? path + 1 : path;
}

/* What no sample shows may stand in a certificate all the same. Of what stands in an element that goes by its position
   nobody can say which name is above it. */
static bool may_be_of_x509(const Node *node, const char *path)
{
    Buffer parent = BUFFER_EMPTY, name = BUFFER_EMPTY;
    bool known_parent = true, good = true;
    text_append(&parent, node->name);
    for (; *path && good; path = behind_part(path)) {
        bool position = is_position(path);
        buffer_set(&name, bytes_of(path, part_size(path)));
        good = position || !known_parent || x509_field_info(text_finish(&parent), text_finish(&name));
        known_parent = !position;
        buffer_set(&parent, buffer_bytes(&name));
    }
    buffer_clear(&name);
    buffer_clear(&parent);
    return good;
}

/* Bytes behind a fault, where another change has made one. */
static bool is_undecoded(const char *path)
{
    return strcmp(path, "undecoded") == 0;
}

static bool leads_on(Search *search, int node, const char *path, int depth)
{
    if (*path == '\0' || is_undecoded(path))
        return true;
    if (depth >= search->depth) {
        search->deepest = node;
        search->rest = path;
        search->depth = depth;
    }
    for (int i = 0; i < known.count; i++) {
        const Node *child = &known.nodes[i];
        bool meant = part_is(path, child->name) || (child->element && is_position(path));
        if (child->parent == node && meant && (search->sealed || !child->sealed) &&
            leads_on(search, i, behind_part(path), depth + 1))
            return true;
    }
    return known.nodes[node].of_x509 && may_be_of_x509(&known.nodes[node], path);
}

static bool find(Search *search, const char *message, const char *path, bool sealed)
{
    learn_all();
    *search = (Search){.sealed = sealed, .deepest = find_node(-1, message), .rest = path};
    bool whole = path[0] && path[strlen(path) - 1] != '.' && path[0] != '.' && !strstr(path, "..");
    return search->deepest >= 0 && whole && leads_on(search, search->deepest, path, 0);
}

/* Telling what is wrong */

static int count_names(int parent, bool elements)
{
    int count = 0;
    for (int i = 0; i < known.count; i++)
        count += known.nodes[i].parent == parent && known.nodes[i].element == elements;
    return count;
}

/* Elements of a single kind go by their positions. */
static void append_path(Buffer *out, int node)
{
    const Node *at = &known.nodes[node];
    if (at->parent >= 0) {
        append_path(out, at->parent);
        text_append(out, ".");
    }
    text_append(out, at->element && count_names(at->parent, true) == 1 ? "0" : at->name);
}

/* The names in a node, or below it; *count of them. The caller frees the list. */
static int *list_below(int *count, int top, bool deep, bool sealed)
{
    int *list = memory_new_array((size_t)known.count + 1, sizeof *list);
    bool *below = memory_new_array((size_t)known.count + 1, sizeof *below);
    *count = 0;
    below[top] = true;
    for (int i = 0; i < known.count; i++) { /* parents come first */
        int parent = known.nodes[i].parent;
        if (parent < 0 || !below[parent] || (known.nodes[i].sealed && !sealed))
            continue;
        below[i] = deep;
        list[(*count)++] = i;
    }
    memory_free(below);
    return list;
}

/* The field that was probably meant: one beside it with nearly that name, or one of that name further down; -1 for
   none. */
static int guess(const Search *search)
{
    int count, found = -1;
    Buffer part = BUFFER_EMPTY;
    buffer_append(&part, bytes_of(search->rest, part_size(search->rest)));
    const char *wanted = text_finish(&part);
    for (int deep = 0; deep <= 1 && found < 0; deep++) {
        int *list = list_below(&count, search->deepest, deep, search->sealed);
        Nearest nearest = {.wanted = wanted};
        for (int i = 0; i < count; i++)
            if (nearest_consider(&nearest, known.nodes[list[i]].name))
                found = list[i];
        memory_free(list);
    }
    buffer_clear(&part);
    return found;
}

/* "length, 0, 1, …"; of very many the first ones. */
static void append_names(Buffer *out, const Search *search)
{
    enum { MANY = 24 };
    int count, shown = 0;
    int *list = list_below(&count, search->deepest, false, search->sealed);
    bool positions = count_names(search->deepest, true) == 1;
    for (int i = 0; i < count && shown < MANY; i++, shown++) {
        bool position = known.nodes[list[i]].element && positions;
        text_append(out, shown ? ", " : "");
        text_append(out, position ? "0, 1, …" : known.nodes[list[i]].name);
    }
    text_append(out, count > shown ? ", …" : "");
    memory_free(list);
}

static bool refuse(const Search *search, const char *message, const char *path, const char *written,
                   Diagnostic *diagnostic)
{
    Buffer place = BUFFER_EMPTY, meant = BUFFER_EMPTY, names = BUFFER_EMPTY;
    int near = *search->rest ? guess(search) : -1;
    append_path(&place, search->deepest);
    if (near >= 0)
        append_path(&meant, near);
    append_names(&names, search);
    if (names.size == 0)
        diagnostic_set(diagnostic, "%s: '%s.%s': %s has no fields inside", written, message, path, text_finish(&place));
    else
        diagnostic_set(diagnostic, "%s: '%s.%s': %s has no field '%.*s'%s%s%s; accepted: %s", written, message, path,
                       text_finish(&place), (int)part_size(search->rest), search->rest,
                       near >= 0 ? "; did you mean " : "", near >= 0 ? text_finish(&meant) : "", near >= 0 ? "?" : "",
                       text_finish(&names));
    buffer_clear(&names);
    buffer_clear(&meant);
    buffer_clear(&place);
    return false;
}

bool message_field_check(const char *message, const char *path, bool sealed, const char *written,
                         Diagnostic *diagnostic)
{
    Search search;
    if (find(&search, message, path, sealed))
        return true;
    if (search.deepest < 0)
        return diagnostic_set(diagnostic, "%s: '%s.%s': nobody but its sender can tell the fields of %s", written,
                              message, path, message);
    return refuse(&search, message, path, written, diagnostic);
}
