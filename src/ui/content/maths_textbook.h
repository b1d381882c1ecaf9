/* RSA and ECDSA as textbooks have them, in numbers for paper: no padding, no hash of a useful size, never on the wire.
 */
#ifndef TLSTEPS_UI_MATHS_TEXTBOOK_H
#define TLSTEPS_UI_MATHS_TEXTBOOK_H

#include "ui/content/maths_sheet.h"

/* A key from two primes, and a number encrypted and decrypted with it; or signed, and the signature verified. */
void maths_textbook_rsa_encryption(MathsSheet *sheet);
void maths_textbook_rsa_signature(MathsSheet *sheet);
/* A number signed and verified on toy-curve-17. */
void maths_textbook_ecdsa(MathsSheet *sheet);

#endif
