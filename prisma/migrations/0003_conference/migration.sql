-- CreateEnum
CREATE TYPE "TimeBlockKind" AS ENUM ('away', 'extra');

-- CreateEnum
CREATE TYPE "InvitationReply" AS ENUM ('accepted', 'declined', 'proposed');

-- DropIndex
DROP INDEX "Notice_href_idx";

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tryAgainAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "broken" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN     "calendar" TEXT;

-- AlterTable
ALTER TABLE "Minutes" ADD COLUMN     "named" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Conference" ADD COLUMN     "dayRemindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "movedAt" TIMESTAMPTZ(3),
ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "soonRemindedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Booking" ADD COLUMN     "siteId" UUID,
ALTER COLUMN "personId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Site" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "telephone" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkingHours" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "fromMinute" INTEGER NOT NULL,
    "untilMinute" INTEGER NOT NULL,

    CONSTRAINT "WorkingHours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimeBlock" (
    "id" UUID NOT NULL,
    "personId" UUID,
    "siteId" UUID,
    "kind" "TimeBlockKind" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TimeBlock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationAnswer" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reply" "InvitationReply" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InvitationAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceMove" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "fromStart" TIMESTAMPTZ(3) NOT NULL,
    "fromEnd" TIMESTAMPTZ(3) NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ConferenceMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "personId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "Site_hospitalId_idx" ON "Site"("hospitalId");

-- CreateIndex
CREATE INDEX "WorkingHours_personId_idx" ON "WorkingHours"("personId");

-- CreateIndex
CREATE INDEX "TimeBlock_personId_endsAt_idx" ON "TimeBlock"("personId", "endsAt");

-- CreateIndex
CREATE INDEX "TimeBlock_siteId_endsAt_idx" ON "TimeBlock"("siteId", "endsAt");

-- CreateIndex
CREATE INDEX "InvitationAnswer_conferenceId_idx" ON "InvitationAnswer"("conferenceId");

-- CreateIndex
CREATE INDEX "ConferenceMove_conferenceId_idx" ON "ConferenceMove"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "Conference_state_startsAt_idx" ON "Conference"("state", "startsAt");

-- CreateIndex
CREATE INDEX "Booking_personId_startsAt_idx" ON "Booking"("personId", "startsAt");

-- CreateIndex
CREATE INDEX "Booking_siteId_startsAt_idx" ON "Booking"("siteId", "startsAt");

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_hospitalId_fkey" FOREIGN KEY ("hospitalId") REFERENCES "Hospital"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvitationAnswer" ADD CONSTRAINT "InvitationAnswer_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceMove" ADD CONSTRAINT "ConferenceMove_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what the schema cannot say

--- Availability: a booking is of one person or one site, and no longer than a day, so that those at a time are found by when they begin. No site is taken twice.
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_one" CHECK (num_nonnulls("personId", "siteId") = 1);
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_length" CHECK ("endsAt" - "startsAt" <= interval '24 hours');
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_siteId_during_excl"
  EXCLUDE USING gist ("siteId" WITH =, tstzrange("startsAt", "endsAt") WITH &&) WHERE ("releasedAt" IS NULL AND "siteId" IS NOT NULL);
CREATE UNIQUE INDEX "Site_one_name" ON "Site" ("hospitalId", vn_fold("name")) WHERE "closedAt" IS NULL;
ALTER TABLE "WorkingHours" ADD CONSTRAINT "WorkingHours_day" CHECK ("weekday" BETWEEN 1 AND 7 AND "fromMinute" BETWEEN 0 AND 1439 AND "untilMinute" BETWEEN 1 AND 1440 AND "fromMinute" <> "untilMinute");
ALTER TABLE "TimeBlock" ADD CONSTRAINT "TimeBlock_one" CHECK (num_nonnulls("personId", "siteId") = 1);
ALTER TABLE "TimeBlock" ADD CONSTRAINT "TimeBlock_order" CHECK ("startsAt" < "endsAt" AND "endsAt" - "startsAt" <= interval '366 days');

-- Invitations: one answer of each person is in force, whoever does not come says why, a proposal has its time; what was answered and moved stays.
CREATE UNIQUE INDEX "InvitationAnswer_in_force" ON "InvitationAnswer" ("conferenceId", "personId") WHERE "supersededAt" IS NULL;
ALTER TABLE "InvitationAnswer" ADD CONSTRAINT "InvitationAnswer_says_why" CHECK ("reply" = 'accepted' OR "reason" <> '');
ALTER TABLE "InvitationAnswer" ADD CONSTRAINT "InvitationAnswer_proposal" CHECK (("reply" = 'proposed') = ("startsAt" IS NOT NULL AND "endsAt" IS NOT NULL) AND ("startsAt" IS NULL OR "startsAt" < "endsAt"));
CREATE TRIGGER fixed BEFORE UPDATE ON "InvitationAnswer" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('supersededAt', 'refusedAt');
ALTER TABLE "ConferenceMove" ADD CONSTRAINT "ConferenceMove_order" CHECK ("startsAt" < "endsAt" AND "reason" <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ConferenceMove" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The relay puts off what failed: what is due longest comes first.
DROP TRIGGER append_only ON "Event";
CREATE TRIGGER append_only BEFORE UPDATE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('deliveredAt', 'attempts', 'tryAgainAt');
DROP INDEX "Event_undelivered";
CREATE INDEX "Event_undelivered" ON "Event" ((coalesce("tryAgainAt", "at"))) WHERE "deliveredAt" IS NULL;
-- Red lines and the authority's list ask for what is late among those that still run.
CREATE INDEX "ConsultClock_running" ON "ConsultClock" ("dueAt") WHERE "doneAt" IS NULL;
-- Notices of one record are found by how their path begins, whatever language a database of one's own sorts by.
CREATE INDEX "Notice_about" ON "Notice" ("href" text_pattern_ops);
-- Open consults from before are open to the colleagues of their department, as sending opens them now.
INSERT INTO "ConsultAccess" ("id", "consultId", "hospitalId", "role", "departmentId", "kind", "validFrom", "basis")
  SELECT gen_random_uuid(), c."id", c."requestingId", 'treatingDoctor', c."departmentId", 'department', now(), 'department'
  FROM "Consult" c WHERE c."departmentId" IS NOT NULL AND c."state" NOT IN ('draft', 'closed', 'declined', 'withdrawn', 'rejected')
    AND NOT EXISTS (SELECT 1 FROM "ConsultAccess" a WHERE a."consultId" = c."id" AND a."kind" = 'department' AND a."departmentId" = c."departmentId" AND a."validUntil" IS NULL);
