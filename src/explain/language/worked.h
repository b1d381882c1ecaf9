/*
 * A worked example: a computation done the schoolbook way, row by row. Each row is an equation with its operands and
 * its result, so that whoever doubts one can compute it again; a row that is a computation of many rows itself (the
 * inverse in a point addition, say) can be opened.
 *
 * Rows are made as they are asked for: to begin a 2048-bit exponentiation costs nothing, its row 2000 a single
 * exponentiation, and the rows after one that has just been made no more than their own arithmetic. What a method keeps
 * to that end (a place it has reached, a few it has been at) does not show; but for its sake one Worked is not to be
 * used by two threads at once.
 *
 * The row language
 *
 *     NAME = FORMULA
 *
 * The formula speaks of the row's operands by name, and of every one of them. A name begins with a letter and goes on
 * with letters, digits, underscores, and dots and dashes that another letter or digit follows (dh.p): so a minus stands
 * between spaces or before what is no letter. A name with ( right behind it is a function.
 *
 *     numbers       + - · ^ div (rounded down)          123 and 0x7b; there are negative numbers
 *     remainders    E mod n: E computed in the ring of the numbers modulo n (so x^-1 mod n is the inverse), 0 ≤ … < n;
 *                   an E with div, which is nothing of a ring, is computed in whole numbers first
 *     comparisons   == < ≤ of numbers, == of bytes; 1 where it is so, 0 where it is not
 *     bytes         a ‖ b (one after the other)   a ⊕ b (xor)   a[i..j] (bytes i to j, both included, from 0)
 *                   "text" (its ASCII bytes)
 *     functions     gcd(a, b)  lcm(a, b)  len(a) (in bytes)  bits(n) (of a number, 0 for 0)
 *                   bytes(n, k) (I2OSP: the number as k bytes, big-endian)  number(a) (OS2IP, back again)
 *                   zeros(k)  repeat(a, k)  reverse(a) (its bytes from the last to the first)
 *                   MD5(m) SHA-1(m) SHA-224(m) SHA-256(m) SHA-384(m) SHA-512(m) and of each HMAC-SHA-256(k, m)
 *                   AES-128-CBC-encrypt(k, iv, p) and -decrypt(k, iv, c); likewise AES-256 and 3DES
 *                   AES-128-GCM-encrypt(k, nonce, aad, p) (ciphertext ‖ tag) and -decrypt(k, nonce, aad, c);
 *                   likewise AES-256 and ChaCha20-Poly1305
 *     points        of a curve y² = x³ + ax + b modulo p, as bytes: 04 ‖ x ‖ y, or 00 for the point at infinity
 *                   point-add(P, Q, a, p)  point-double(P, a, p)  point-multiple(k, P, a, p)
 *     X25519        the ladder's x_2 ‖ z_2 ‖ x_3 ‖ z_3 of RFC 7748 §5, 32 bytes each, big-endian, for a clamped k
 *                   x25519-step(ladder, k, t, x_1) (behind the step of bit t)  x25519-ladder(k, x_1) (behind the last)
 *
 * What binds tightest comes first: ^ (a minus before its exponent belongs to it), then · and div, then + and -, then
 * ‖ and ⊕, then comparisons, and last mod, which covers the whole formula to its left within its parentheses.
 */
#ifndef TLSTEPS_EXPLAIN_WORKED_H
#define TLSTEPS_EXPLAIN_WORKED_H

#include <gmp.h>

#include "base/arena.h"
#include "base/event.h"

typedef struct Worked Worked;

/* A value with its name. */
typedef struct Operand {
    const char *name;
    ValueKind kind;
    Bytes value;   /* numbers big-endian, without their sign and without leading zeros */
    bool negative; /* a number below zero */
} Operand;

typedef struct Row Row;
/* The computation behind a row, made from the row alone; to be given to worked_free. */
typedef Worked *RowOpener(const Row *row);

enum { ROW_OPERANDS_MAX = 8 };

struct Row {
    const char *formula;                /* in the row language, over the operands' names: "r4 · r4 mod n" */
    Operand operands[ROW_OPERANDS_MAX]; /* what the formula names, each once, in the order in which it does */
    int operand_count;
    Operand result;   /* its name stands left of the equals sign */
    const char *note; /* why this row, in a few English words: "bit 11 of x is 1"; may be empty */
    RowOpener *opens; /* NULL where there is nothing to open */
};

/* What is computed: "m^e mod n by squaring and multiplying". */
const char *worked_title(const Worked *worked);
/* How many rows there are; at least one. */
size_t worked_count(const Worked *worked);
/* Row `index` (from 0, below the count). What it points to lives in `arena`, or is static. */
void worked_row(const Worked *worked, size_t index, Arena *arena, Row *out);
/* The value that comes out: the result of the last row. */
void worked_result(const Worked *worked, Arena *arena, Operand *out);
void worked_free(Worked *worked); /* wipes; NULL is allowed */

/* A number as an operand, copied to `arena`; the name is not copied. */
Operand operand_number(Arena *arena, const char *name, const mpz_t value);
/* Bytes as an operand. Nothing is copied. */
Operand operand_bytes(const char *name, Bytes value);
/* The number that an operand is, with its sign; bytes are read as a number too. */
void operand_to_number(mpz_t out, const Operand *operand);

#endif
